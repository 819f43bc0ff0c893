#include "accounts/io/named_sql.h"

#include <algorithm>

#include "access/io/save_mail_attempts.h"
#include "base/ensure.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || c == '_';
}

}  // namespace

NamedValues& NamedValues::set(std::string_view name, std::int64_t value) {
  values_.push_back({std::string(name), {}, value, true});
  return *this;
}

NamedValues& NamedValues::set(std::string_view name, std::string value) {
  values_.push_back({std::string(name), std::move(value), 0, false});
  return *this;
}

/// Each name gets the number of its first place, as statements of both stores want them.
std::pair<std::string, std::vector<storage::Value>> NamedValues::numbered(std::string_view sql) const {
  std::string text;
  std::vector<std::string> names;
  std::vector<storage::Value> values;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] != ':' || i + 1 == sql.size() || !is_name(sql[i + 1])) {
      text += sql[i];
      continue;
    }
    std::size_t end = i + 1;
    while (end < sql.size() && is_name(sql[end])) ++end;
    const std::string name(sql.substr(i + 1, end - i - 1));
    auto place = std::find(names.begin(), names.end(), name);
    if (place == names.end()) {
      const auto value = std::find_if(values_.begin(), values_.end(), [&](const Named& v) { return v.name == name; });
      ensure(value != values_.end(), "a registered statement names known values");
      values.push_back(value->is_number ? storage::Value(value->number) : storage::Value(value->text));
      place = names.insert(names.end(), name);
    }
    text += "?" + std::to_string(place - names.begin() + 1);
    i = end - 1;
  }
  return {text, values};
}

storage::Rows NamedValues::query(storage::Connection& connection, std::string_view sql) const {
  auto [text, values] = numbered(sql);
  return connection.run_query(text, std::move(values));
}

std::int64_t NamedValues::execute(storage::Connection& transaction, std::string_view sql) const {
  auto [text, values] = numbered(sql);
  return transaction.run(text, std::move(values));
}

NamedValues values_of(const DataSubject& subject, Instant now) {
  NamedValues values;
  values.set("person", subject.person.value()).set("email", subject.email);
  values.set("mailbox", access::hash_of_mailbox(subject.email)).set("now", to_ms(now));
  values.set("today", day_text(text::brussels_day(now)));
  return values;
}

std::string with_condition(std::string_view text, std::string_view name, std::string_view condition) {
  const std::string mark = "{" + std::string(name) + "}";
  std::string result(text);
  for (std::size_t at = result.find(mark); at != std::string::npos; at = result.find(mark, at)) {
    result.replace(at, mark.size(), "(" + std::string(condition) + ")");
    at += condition.size();
  }
  return result;
}

std::string not_held(std::string_view record_class, std::string_view table, std::string_view key) {
  std::string held = "NOT EXISTS (SELECT 1 FROM legal_hold WHERE legal_hold.record_class = '" +
                     std::string(record_class) +
                     "' AND legal_hold.lifted_at_ms IS NULL AND legal_hold.until_on >= :today AND ";
  if (key.empty()) return held + "legal_hold.record_id IS NULL)";
  return held + "(legal_hold.record_id IS NULL OR legal_hold.record_id = " + std::string(table) + "." +
         std::string(key) + "))";
}

}  // namespace kringwerk::accounts
