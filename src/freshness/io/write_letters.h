#pragma once

#include "freshness/io/letter_store.h"
#include "site/services.h"

namespace kringwerk::freshness {

/// The codes in the links of a letter: only the mail carries them. One for answering, one for ending such mails.
std::string answer_code(const site::Services& services, LetterId letter);
std::string stop_code(const site::Services& services, LetterId letter);
/// Addresses without the language: "/freshness/letter/ID/CODE", "/freshness/stop/ID/CODE".
std::string answer_path(const site::Services& services, LetterId letter);
std::string stop_path(const site::Services& services, LetterId letter);

/// Writes to every contact whose records ask for it (letter.h), one mail for all that is due; at most `most`. Mail and
/// notice that it was sent are one transaction, so that two processes never send twice. Answers how many mails.
int write_letters(const site::Services& services, int most = 100);

/// The same for one contact because the hub asks for it, whatever the notices say: `due` is what is due of the contact.
/// False when it may not be mailed now (once a week, unwilling, bouncing). In the caller's transaction.
bool write_letter(const site::Services& services, storage::Connection& transaction, const std::vector<DueRecord>& due);

}  // namespace kringwerk::freshness
