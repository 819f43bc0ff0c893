#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "notify/outbox.h"
#include "storage/database.h"

namespace kringwerk::notify {

/// With credentials the connection is always encrypted, whatever stands here.
enum class Encryption {
  when_offered,  ///< STARTTLS where the server has it
  required,
};

struct SmtpOptions {
  std::string url;  ///< "smtp://127.0.0.1:2525" or "smtps://…"; empty = mails stay in the outbox
  std::string user;
  std::string password;
  std::string from = "Kringwerk <kringwerk@localhost>";
  Encryption encryption = Encryption::when_offered;
  std::chrono::seconds timeout{20};
};

class SmtpFailure : public std::runtime_error {
 public:
  SmtpFailure(Failure failure, const std::string& what) : std::runtime_error(what), failure_(failure) {}
  Failure failure() const { return failure_; }

 private:
  Failure failure_;
};
/// Sends one mail by SMTP (libcurl). Throws SmtpFailure: permanent when the server refused this mail (5xx), temporary
/// when it was not reached, put it off or refused us. Thread rule: any thread.
void send_mail(const SmtpOptions& options, MailId id, const Mail& mail, Instant now);

/// The message as it goes over the line: RFC 5322 with encoded words, quoted-printable UTF-8, Message-ID from the
/// mail's id, Auto-Submitted: auto-generated; List-Unsubscribe and List-Unsubscribe-Post (RFC 8058) where the mail says
/// so.
std::string message_text(const SmtpOptions& options, MailId id, const Mail& mail, Instant now);

/// The address alone of "Name <address>".
std::string envelope_address(const std::string& mailbox);

/// Empties the outbox in a thread of its own: every `pause`, or at once after wake(). `report` hears of every failure,
/// in the mailer's thread, without address or content; it must not throw.
class Mailer {
 public:
  using Report = std::function<void(MailId id, const std::string& what)>;
  Mailer(storage::Database& database, SmtpOptions options, std::chrono::milliseconds pause, Report report = {});
  ~Mailer();  ///< finishes the mail under way
  void wake();

 private:
  struct Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace kringwerk::notify
