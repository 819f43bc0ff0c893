#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include "base/ensure.h"
#include "notify/mail_encoding.h"
#include "notify/mailer.h"

namespace kringwerk::notify {

namespace {

struct Mailbox {
  std::string name;  ///< empty = an address alone
  std::string address;
};

Mailbox parse_mailbox(std::string_view text) {
  const auto open = text.find('<');
  if (open == std::string_view::npos) return {"", std::string(text)};
  ensure(text.ends_with('>'), "a sender is written as: Name <address>");
  std::string_view name = text.substr(0, open);
  while (name.ends_with(' ')) name.remove_suffix(1);
  return {std::string(name), std::string(text.substr(open + 1, text.size() - open - 2))};
}

std::string mailbox_text(const Mailbox& mailbox) {
  if (mailbox.name.empty()) return mailbox.address;
  return header_words(mailbox.name, HeaderPlace::name) + " <" + mailbox.address + ">";
}

std::string date_text(Instant now) {
  constexpr std::array<const char*, 7> week_days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day_start = std::chrono::floor<std::chrono::days>(now);
  const Day day{day_start};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(now - day_start)};
  const auto two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::string(week_days[std::chrono::weekday{day_start}.c_encoding()]) + ", " +
         two(static_cast<unsigned>(day.day())) + " " + months[static_cast<unsigned>(day.month()) - 1] + " " +
         std::to_string(static_cast<int>(day.year())) + " " + two(time.hours().count()) + ":" +
         two(time.minutes().count()) + ":" + two(time.seconds().count()) + " +0000";
}

/// The last guard against a header that a value would add.
std::string header(std::string_view name, const std::string& value) {
  std::string line = std::string(name) + ": " + value;
  for (std::size_t place = line.find_first_of("\r\n"); place != std::string::npos;
       place = line.find_first_of("\r\n", place + 3)) {
    ensure(line.compare(place, 3, "\r\n ") == 0, "a header ends where it should");
  }
  return line + "\r\n";
}

}  // namespace

std::string envelope_address(const std::string& mailbox) {
  return parse_mailbox(mailbox).address;
}

std::string message_text(const SmtpOptions& options, MailId id, const Mail& mail, Instant now) {
  const Mailbox from = parse_mailbox(options.from);
  const auto at = from.address.rfind('@');
  ensure(at != std::string::npos, "the sender has an address");
  std::string text = header("Date", date_text(now)) + header("From", mailbox_text(from)) + header("To", mail.to);
  if (!mail.reply_to.empty()) text += header("Reply-To", mail.reply_to);
  text += header("Subject", header_words(mail.subject, HeaderPlace::subject));
  text += header("Message-ID", "<" + id.text() + from.address.substr(at) + ">");
  text += header("Auto-Submitted", "auto-generated");
  if (!mail.unsubscribe_url.empty()) {
    text += header("List-Unsubscribe", "<" + mail.unsubscribe_url + ">");
    text += header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }
  text += header("MIME-Version", "1.0");
  text += header("Content-Type", "text/plain; charset=utf-8");
  text += header("Content-Transfer-Encoding", "quoted-printable");
  return text + "\r\n" + quoted_printable(mail.body);
}

}  // namespace kringwerk::notify
