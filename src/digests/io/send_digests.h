#pragma once

#include <chrono>

#include "digests/io/find_news.h"
#include "notify/outbox.h"

namespace kringwerk::digests {

/// Address of the page, without login, where a reader sets how often mails come; a POST to it ends them.
std::string settings_url(const site::Services& services, const Reader& reader);
/// The code in it: only a mail to the reader, or their own account's page, carries it.
std::string settings_code(const site::Services& services, ReaderId reader);

/// One mail for every reader whose matches wait long enough (news.h). It tells what is new of each of their streams, in
/// the reader's language; what the reader's audience does not see at this moment, or what is no match any more, is left
/// out. Mail and notice that it was sent are one transaction, so that two processes never tell the same twice.
/// Answers how many mails.
int send_digests(const DigestParts& parts, std::chrono::milliseconds settle);

}  // namespace kringwerk::digests
