#include "notify/outbox.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include "base/ensure.h"

namespace kringwerk::notify {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr minutes kLease{5};
constexpr std::array<minutes, 7> kPauses{minutes{1}, minutes{5}, minutes{30}, hours{2}, hours{6}, hours{12}, hours{24}};

bool one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; });
}

bool plain_address(std::string_view address) {
  return one_line(address) && address.find_first_of(" <>,;\"") == std::string_view::npos &&
         address.find('@') != std::string_view::npos;
}

/// ?1 is now.
constexpr std::string_view kIsDue =
    "state = 'waiting' AND due_at_ms <= ?1 AND (leased_until_ms IS NULL OR leased_until_ms <= ?1) AND "
    "(unsubscribe_url = '' OR NOT EXISTS (SELECT 1 FROM bounced_address b WHERE b.address = lower(to_address))) ";

int attempts_of(storage::Connection& transaction, MailId id) {
  storage::Rows rows =
      transaction.query("SELECT attempts FROM outbox_mail WHERE mail_id = ?1 AND state = 'waiting'", id);
  return rows.next() ? rows.get<int>(0) : -1;
}

}  // namespace

void queue_mail(storage::Connection& transaction, MailId id, const Mail& mail, Instant now) {
  ensure(plain_address(mail.to), "the recipient is one plain address");
  ensure(mail.reply_to.empty() || plain_address(mail.reply_to), "the reply address is one plain address");
  ensure(one_line(mail.subject), "the subject is one line");
  ensure(one_line(mail.unsubscribe_url) && mail.unsubscribe_url.find_first_of(" <>") == std::string::npos,
         "the address to unsubscribe is one plain address");
  transaction.execute(
      "INSERT INTO outbox_mail (mail_id, to_address, subject, body, reply_to, state, attempts, due_at_ms, "
      "created_at_ms, unsubscribe_url) "
      "VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', 0, ?6, ?6, ?7)",
      id, mail.to, mail.subject, mail.body, mail.reply_to, now, mail.unsubscribe_url);
}

std::vector<QueuedMail> lease_due(storage::Connection& transaction, Instant now, int most) {
  std::vector<QueuedMail> mails;
  {
    storage::Rows rows = transaction.query(
        "SELECT mail_id, to_address, subject, body, reply_to, attempts, unsubscribe_url FROM outbox_mail WHERE " +
            std::string(kIsDue) + "ORDER BY due_at_ms, mail_id LIMIT ?2",
        now, most);
    while (rows.next()) {
      mails.push_back({rows.get<MailId>(0),
                       {rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3),
                        rows.get<std::string>(4), rows.get<std::string>(6)},
                       rows.get<int>(5)});
    }
  }
  for (const QueuedMail& mail : mails) {
    transaction.execute("UPDATE outbox_mail SET leased_until_ms = ?2 WHERE mail_id = ?1", mail.id, now + kLease);
  }
  return mails;
}

bool is_mail_due(storage::Connection& connection, Instant now) {
  return connection.query("SELECT 1 FROM outbox_mail WHERE " + std::string(kIsDue) + "LIMIT 1", now).next();
}

bool lift_bounce(storage::Connection& transaction, const std::string& address) {
  return transaction.execute("DELETE FROM bounced_address WHERE address = lower(?1)", address) > 0;
}

void mark_sent(storage::Connection& transaction, MailId id, Instant now) {
  transaction.execute(
      "DELETE FROM bounced_address WHERE address = (SELECT lower(to_address) FROM outbox_mail WHERE mail_id = ?1)", id);
  transaction.execute(
      "UPDATE outbox_mail SET state = 'sent', sent_at_ms = ?2, leased_until_ms = NULL, failed_reason = NULL, "
      "body = '', attempts = attempts + 1 WHERE mail_id = ?1 AND state = 'waiting'",
      id, now);
}

void mark_failed(storage::Connection& transaction, MailId id, Failure failure, const std::string& reason, Instant now) {
  const int attempts = attempts_of(transaction, id);
  if (attempts < 0) return;
  if (failure == Failure::permanent) {
    transaction.execute(
        "INSERT INTO bounced_address (address, bounced_at_ms, reason) "
        "SELECT lower(to_address), ?2, ?3 FROM outbox_mail WHERE mail_id = ?1 "
        "ON CONFLICT (address) DO UPDATE SET bounced_at_ms = excluded.bounced_at_ms, reason = excluded.reason",
        id, now, reason);
  }
  const auto place = static_cast<std::size_t>(attempts);
  if (failure == Failure::temporary && place < kPauses.size()) {
    transaction.execute(
        "UPDATE outbox_mail SET attempts = ?2, due_at_ms = ?3, leased_until_ms = NULL, failed_reason = ?4 "
        "WHERE mail_id = ?1",
        id, attempts + 1, now + kPauses[place], reason);
  } else {
    transaction.execute(
        "UPDATE outbox_mail SET state = 'failed', attempts = ?2, leased_until_ms = NULL, failed_reason = ?3, body = '' "
        "WHERE mail_id = ?1",
        id, attempts + 1, reason);
  }
}

std::vector<WaitingMail> waiting_mails(storage::Connection& connection) {
  std::vector<WaitingMail> mails;
  auto rows = connection.query(
      "SELECT to_address, subject, body, reply_to, created_at_ms FROM outbox_mail WHERE state = 'waiting' "
      "ORDER BY created_at_ms, mail_id");
  while (rows.next()) {
    mails.push_back(
        {Mail{rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3)},
         rows.get<Instant>(4)});
  }
  return mails;
}

}  // namespace kringwerk::notify
