#include "freshness/io/write_letters.h"

#include <algorithm>
#include <map>

#include "access/io/secrets.h"
#include "clocks/io/load_clocks.h"
#include "notify/outbox.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::freshness {

namespace {

using storage::Connection;

constexpr std::size_t kMostLines = 25;  // of one mail; the page has all

notify::Mail mail_of(const site::Services& services, LetterId letter, const std::vector<DueRecord>& asked,
                     Instant now) {
  const DueRecord& first = asked.front();
  const Language language = first.language;
  const text::Texts& texts = services.texts;
  const auto count = static_cast<std::int64_t>(asked.size());
  const auto address = [&](const std::string& path) { return services.public_url + site::address(language, path); };
  std::string lines;
  for (std::size_t i = 0; i < std::min(asked.size(), kMostLines); ++i) {
    const DueRecord& record = asked[i];
    lines += texts.format(language, "freshness.mail.line",
                          {{"kind", texts.get(language, "clocks.type." + std::string(clocks::key_of(record.key.type)))},
                           {"title", record.title.best(language)},
                           {"day", text::day(language, text::brussels_day(record.confirmed_at))}}) +
             "\n";
  }
  if (asked.size() > kMostLines) {
    lines += texts.plural(language, "freshness.mail.more", static_cast<std::int64_t>(asked.size() - kMostLines)) + "\n";
  }
  const std::vector<Fact> facts{{"link", address(answer_path(services, letter))},
                                {"until", text::day(language, text::brussels_day(now + kLinkLasts))},
                                {"stop", address(stop_path(services, letter))}};
  const bool is_reminder = std::any_of(asked.begin(), asked.end(),
                                       [](const DueRecord& record) { return record.standing.notice.has_value(); });
  return {first.contact,
          texts.plural(language, is_reminder ? "freshness.mail.subject_again" : "freshness.mail.subject", count),
          texts.plural(language, "freshness.mail.head", count) + "\n\n" + lines + "\n" +
              texts.format(language, "freshness.mail.body", facts) + "\n",
          "", address(stop_path(services, letter))};
}

bool asks_for_mail(const std::vector<DueRecord>& due, Instant now) {
  const Standing& standing = due.front().standing;
  if (standing.reach != Reach::mail || !may_mail(standing.contact_last_mail, now)) return false;
  return std::any_of(due.begin(), due.end(),
                     [&](const DueRecord& record) { return ask_for(record.standing.notice, now) != Ask::nothing; });
}

using ByContact = std::map<std::string, std::vector<DueRecord>>;
ByContact load_by_contact(Connection& connection, Instant now) {
  ByContact contacts;
  for (DueRecord& record : load_due_records(connection, clocks::load_clock_reading(connection, now), {})) {
    if (!record.contact.empty()) contacts[record.contact].push_back(std::move(record));
  }
  return contacts;
}

}  // namespace

std::string answer_code(const site::Services& services, LetterId letter) {
  return access::mail_code(services.keys.links, "freshness answer " + letter.text());
}

std::string stop_code(const site::Services& services, LetterId letter) {
  return access::mail_code(services.keys.links, "freshness stop " + letter.text());
}

std::string answer_path(const site::Services& services, LetterId letter) {
  return "/freshness/letter/" + letter.text() + "/" + answer_code(services, letter);
}

std::string stop_path(const site::Services& services, LetterId letter) {
  return "/freshness/stop/" + letter.text() + "/" + stop_code(services, letter);
}

bool write_letter(const site::Services& services, Connection& transaction, const std::vector<DueRecord>& due) {
  const Instant now = services.now();
  if (due.empty() || due.front().standing.reach != Reach::mail) return false;
  const std::string& email = due.front().contact;
  if (!take_turn(transaction, {email, due.front().language, services.make_id<ContactTag>()}, now)) return false;
  const auto letter = services.make_id<LetterTag>();
  keep_letter(transaction, letter, email, due, now);
  notify::queue_mail(transaction, services.make_id<notify::MailTag>(), mail_of(services, letter, due, now), now);
  return true;
}

int write_letters(const site::Services& services, int most) {
  const Instant now = services.now();
  const ByContact contacts =
      services.database.read([&](Connection& connection) { return load_by_contact(connection, now); });
  int written = 0;
  for (const auto& [email, due] : contacts) {
    if (written >= most) break;
    if (!asks_for_mail(due, now)) continue;
    // What was confirmed since the reading still stands in the mail; the page of its link says so.
    written += services.database.write(
        [&](Connection& transaction) { return write_letter(services, transaction, due) ? 1 : 0; });
  }
  if (written > 0) services.mail_waits();
  return written;
}

}  // namespace kringwerk::freshness
