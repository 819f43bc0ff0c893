#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "storage/connection.h"

namespace kringwerk::notify {

struct MailTag;
using MailId = Id<MailTag>;

/// One mail as it will be sent: plain text, UTF-8, one recipient. Line breaks in addresses or subject, and addresses
/// with spaces or <>,;" are refused by queue_mail (BrokenInvariant): they could only come from a fault of ours.
struct Mail {
  std::string to;
  std::string subject;
  std::string body;
  std::string reply_to;  ///< empty = none
  /// Where the wish for no more of such mails goes by one click (RFC 8058); empty for mails that somebody asked for.
  std::string unsubscribe_url{};
};

/// Puts a mail in the outbox, in the caller's transaction: it is sent if and only if the change it tells of is kept.
void queue_mail(storage::Connection& transaction, MailId id, const Mail& mail, Instant now);

struct QueuedMail {
  MailId id;
  Mail mail;
  int attempts = 0;
};

/// Up to `most` mails that are due, oldest first, leased until `now` + 5 minutes so that two processes do not send the
/// same one. Held back: mails that nobody asked for (unsubscribe_url) to an address that bounces.
bool is_mail_due(storage::Connection& connection, Instant now);
std::vector<QueuedMail> lease_due(storage::Connection& transaction, Instant now, int most);

/// A mail that left. The body is erased: it may hold a secret link. Its address does not bounce, whatever was known.
void mark_sent(storage::Connection& transaction, MailId id, Instant now);

/// A mail that did not leave: tried again after 1, 5, 30 minutes, 2, 6, 12, 24 hours; after the last it is kept as
/// failed with its reason and without its body. A permanent refusal (5xx) fails at once, and its address bounces from
/// then on, until lift_bounce or until a mail that somebody asked for arrives there.
enum class Failure { temporary, permanent };
void mark_failed(storage::Connection& transaction, MailId id, Failure failure, const std::string& reason, Instant now);

/// The address is right after all, or put right: what was held back goes. Answers whether it bounced.
bool lift_bounce(storage::Connection& transaction, const std::string& address);

/// All mails that still wait, oldest first, for the operator of a site without mail server.
struct WaitingMail {
  Mail mail;
  Instant queued_at;
};
std::vector<WaitingMail> waiting_mails(storage::Connection& connection);

}  // namespace kringwerk::notify
