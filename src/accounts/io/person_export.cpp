#include "accounts/io/person_export.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "web/json_text.h"

namespace kringwerk::accounts {

namespace {

using access::PersonalRows;
using storage::Connection;
using storage::Rows;

std::string iso_moment(std::int64_t ms) {
  const auto instant = instant_from_ms(ms);
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return day_text(Day{day}) + "T" + two(time.hours().count()) + ":" + two(time.minutes().count()) + ":" +
         two(time.seconds().count()) + "Z";
}

/// "created_at_ms": 1795255445000 is told as "created_at": "2026-11-21T…Z".
std::string member(std::string_view column, const Rows& rows, int place) {
  constexpr std::string_view kMoment = "_at_ms";
  const bool is_moment = column == "at_ms" || column.ends_with(kMoment);
  const std::string_view name = is_moment ? column.substr(0, column.size() - 3) : column;
  std::string value = "null";
  if (!rows.is_null(place)) {
    std::string text(rows.text(place));
    std::int64_t ms = 0;
    if (is_moment && std::from_chars(text.data(), text.data() + text.size(), ms).ec == std::errc())
      text = iso_moment(ms);
    value = web::json_string(text);
  }
  return web::json_string(name) + ": " + value;
}

std::string rows_json(Connection& connection, const PersonalRows& part, const NamedValues& values) {
  std::string sql = "SELECT ";
  for (const std::string& column : part.told) {
    if (sql.size() > 7) sql += ", ";
    sql += "CAST(" + part.table + "." + column + " AS TEXT)";
  }
  sql += " FROM " + part.table + " WHERE " + part.theirs + " ORDER BY 1";
  Rows rows = values.query(connection, sql);
  std::string all;
  while (rows.next()) {
    std::string row;
    for (std::size_t i = 0; i < part.told.size(); ++i) {
      row += (i == 0 ? "" : ", ") + member(part.told[i], rows, static_cast<int>(i));
    }
    all += (all.empty() ? "\n      {" : ",\n      {") + row + "}";
  }
  return all.empty() ? "[]" : "[" + all + "\n    ]";
}

bool sounds_personal(std::string_view column) {
  constexpr std::array<std::string_view, 26> kWords{
      "email", "mail",   "mailbox", "name",     "surname", "person",    "phone",   "mobile", "contact",
      "asker", "author", "by",      "device",   "iban",    "birth",     "born",    "gender", "sex",
      "reply", "note",   "notes",   "question", "company", "recipient", "address", "remote"};
  while (!column.empty()) {
    const std::string_view word = column.substr(0, column.find('_'));
    if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return true;
    column.remove_prefix(std::min(column.size(), word.size() + 1));
  }
  return false;
}

bool is_registered(const access::RecordRegistry& registry, std::string_view table, std::string_view column) {
  const auto holds = [&](const std::vector<std::string>& columns) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  };
  return std::any_of(registry.personal.begin(), registry.personal.end(),
                     [&](const PersonalRows& part) {
                       return part.table == table && (holds(part.told) || holds(part.untold));
                     }) ||
         std::any_of(registry.impersonal.begin(), registry.impersonal.end(),
                     [&](const access::ImpersonalColumn& known) {
                       return known.table == table && (known.column == "*" || known.column == column);
                     });
}

}  // namespace

std::string export_person(Connection& connection, const access::RecordRegistry& registry, const DataSubject& subject,
                          Instant now) {
  const NamedValues values = values_of(subject, now);
  std::string json =
      "{\n  \"format\": \"kringwerk.person.1\",\n  \"made_at\": " + web::json_string(iso_moment(to_ms(now))) +
      ",\n  \"email\": " + web::json_string(subject.email) + ",\n  \"records\": [";
  bool is_first = true;
  for (const PersonalRows& part : registry.personal) {
    json += is_first ? "\n    {" : ",\n    {";
    json += "\"class\": " + web::json_string(part.record_class) + ", \"table\": " + web::json_string(part.table) +
            ", \"rows\": " + rows_json(connection, part, values) + "}";
    is_first = false;
  }
  return json + "\n  ]\n}\n";
}

std::optional<DataSubject> load_subject(Connection& connection, access::PersonId person) {
  Rows rows = connection.query("SELECT email FROM person WHERE person_id = ?1 AND state <> 'erased'", person);
  if (!rows.next()) return std::nullopt;
  return DataSubject{person, rows.get<std::string>(0)};
}

std::vector<std::string> unregistered_columns(Connection& connection, const access::RecordRegistry& registry) {
  Rows rows = connection.query(
      connection.backend() == storage::Backend::sqlite
          ? "SELECT listed.name, part.name FROM sqlite_schema listed, pragma_table_info(listed.name) part WHERE "
            "listed.type = 'table' ORDER BY 1, 2"
          : "SELECT columns.table_name, columns.column_name FROM information_schema.columns JOIN "
            "information_schema.tables ON tables.table_name = columns.table_name AND tables.table_schema = "
            "columns.table_schema WHERE columns.table_schema = 'public' AND tables.table_type = 'BASE TABLE' "
            "ORDER BY 1, 2");
  std::vector<std::string> found;
  while (rows.next()) {
    std::string table(rows.text(0));
    const std::string column(rows.text(1));
    if (!sounds_personal(column) || is_registered(registry, table, column)) continue;
    found.push_back(table.append(1, '.').append(column));
  }
  return found;
}

}  // namespace kringwerk::accounts
