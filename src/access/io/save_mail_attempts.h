#pragma once

#include <string>

#include "access/mail_limit.h"
#include "base/time.h"
#include "storage/connection.h"

namespace kringwerk::access {

/// Who causes a mail, and to whom. Kept as hashes, for a day.
struct MailAttempt {
  std::string mailbox;
  std::string remote_address;
};

/// What is kept of a mailbox: its hash, the same for JO@ and jo@, which mail servers do not tell apart either.
std::string hash_of_mailbox(std::string mailbox);

RecentMail load_recent_mail(storage::Connection& connection, const MailAttempt& attempt, Instant now);

/// In the transaction that queues the mail. Removes what is older than a day.
void save_mail_attempt(storage::Connection& transaction, const MailAttempt& attempt, Instant now);

}  // namespace kringwerk::access
