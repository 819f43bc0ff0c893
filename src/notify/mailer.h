#pragma once

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

#include "notify/outbox.h"
#include "storage/database.h"

namespace kringwerk::notify {

struct SmtpOptions {
  std::string url;  ///< "smtp://127.0.0.1:2525" or "smtps://…"; empty = mails stay in the outbox
  std::string user;
  std::string password;
  std::string from = "Kringwerk <kringwerk@localhost>";
  std::chrono::seconds timeout{20};
};

/// Sends one mail by SMTP (libcurl). Throws SmtpFailure.
class SmtpFailure : public std::runtime_error {
 public:
  SmtpFailure(Failure failure, const std::string& what) : std::runtime_error(what), failure_(failure) {}
  Failure failure() const { return failure_; }

 private:
  Failure failure_;
};
void send_mail(const SmtpOptions& options, MailId id, const Mail& mail, Instant now);

/// The message as it goes over the line: RFC 5322 with encoded words, quoted-printable UTF-8, Message-ID from the
/// mail's id, Auto-Submitted: auto-generated.
std::string message_text(const SmtpOptions& options, MailId id, const Mail& mail, Instant now);

/// Empties the outbox in a thread of its own: every `pause`, or at once after wake().
class Mailer {
 public:
  Mailer(storage::Database& database, SmtpOptions options, std::chrono::milliseconds pause);
  ~Mailer();  ///< finishes the mail under way
  void wake();

 private:
  struct Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace kringwerk::notify
