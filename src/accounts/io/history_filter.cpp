#include "accounts/io/history_filter.h"

#include "text/format.h"
#include "web/request_target.h"

namespace kringwerk::accounts {

namespace {

using Presence = web::FormReader::Presence;
constexpr std::size_t kLongest = 254;

}  // namespace

Instant start_of_day(Day day) {
  // Brussels is one or two hours before UTC, and clocks change in the night, never at midnight.
  const Instant in_summer = Instant{std::chrono::sys_days{day}} - std::chrono::hours{2};
  return text::brussels_day(in_summer) == day ? in_summer : in_summer + std::chrono::hours{1};
}

std::string TypedHistoryFilter::query() const {
  std::string text;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    text += (text.empty() ? "" : "&") + std::string(name) + "=" + web::percent_encoded(value);
  };
  add("person", person);
  add("record", record);
  add("record_id", record_id);
  add("action", action);
  add("from", from);
  add("to", to);
  return text;
}

TypedHistoryFilter read_history_filter(storage::Connection& connection, const web::Pairs& fields, Language language) {
  const web::Form form{fields, {}};
  web::FormReader reader(form, language);
  TypedHistoryFilter filter;
  filter.person = reader.line("person", Presence::optional, kLongest);
  filter.record = reader.line("record", Presence::optional, kLongest);
  filter.record_id = reader.line("record_id", Presence::optional, kLongest);
  filter.action = reader.line("action", Presence::optional, kLongest);
  filter.from = fields.value("from");
  filter.to = fields.value("to");
  if (!filter.person.empty()) {
    filter.meaning.person = access::find_history_person(connection, filter.person);
    if (!filter.meaning.person) reader.report({"audit.person_unknown", "person", {}});
  }
  if (!filter.record_id.empty()) {
    filter.meaning.record_id = parse_id_text(filter.record_id);
    if (!filter.meaning.record_id) reader.report({"audit.record_unknown", "record_id", {}});
  }
  filter.meaning.record = filter.record;
  filter.meaning.action = filter.action;
  if (const auto day = reader.day("from", Presence::optional)) filter.meaning.from = start_of_day(*day);
  if (const auto day = reader.day("to", Presence::optional)) filter.meaning.until = start_of_day(plus_days(*day, 1));
  filter.violations = reader.violations();
  return filter;
}

}  // namespace kringwerk::accounts
