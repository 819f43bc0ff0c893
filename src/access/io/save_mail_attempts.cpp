#include "access/io/save_mail_attempts.h"

#include <algorithm>
#include <chrono>

#include "access/io/secrets.h"

namespace kringwerk::access {

namespace {

using storage::Connection;

std::string mailbox_hash(const MailAttempt& attempt) {
  return hash_of_mailbox(attempt.mailbox);
}

std::string address_hash(const MailAttempt& attempt) {
  return hash_of_secret("address " + attempt.remote_address);
}

int count_since(Connection& connection, const std::string& who, Instant since) {
  auto rows = connection.query("SELECT COUNT(*) FROM mail_attempt WHERE who_hash = ?1 AND at_ms > ?2", who, since);
  return rows.next() ? rows.get<int>(0) : 0;
}

}  // namespace

std::string hash_of_mailbox(std::string mailbox) {
  std::transform(mailbox.begin(), mailbox.end(), mailbox.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return hash_of_secret("mailbox " + mailbox);
}

RecentMail load_recent_mail(Connection& connection, const MailAttempt& attempt, Instant now) {
  return RecentMail{count_since(connection, mailbox_hash(attempt), now - std::chrono::hours{1}),
                    count_since(connection, address_hash(attempt), now - std::chrono::days{1})};
}

void save_mail_attempt(Connection& transaction, const MailAttempt& attempt, Instant now) {
  transaction.execute("DELETE FROM mail_attempt WHERE at_ms <= ?1", now - std::chrono::days{1});
  for (const std::string& who : {mailbox_hash(attempt), address_hash(attempt)}) {
    transaction.execute("INSERT INTO mail_attempt (who_hash, at_ms) VALUES (?1, ?2)", who, now);
  }
}

}  // namespace kringwerk::access
