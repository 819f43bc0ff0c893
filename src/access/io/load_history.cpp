#include "access/io/load_history.h"

#include <algorithm>

#include "access/policy.h"

namespace kringwerk::access {

namespace {

using storage::Connection;
using storage::Rows;
using storage::Value;

/// A condition with its parameters; those of the reader are ?1 (session) and ?2 (day).
class Condition {
 public:
  Condition(const HistoryReader& reader, const HistoryFilter& filter) {
    parameters_ = {Value(reader.session), Value(reader.today)};
    text_ = readable(reader);
    if (filter.person) add("audit_line.person_id = ", *filter.person);
    if (!filter.record.empty()) add("audit_line.record_type = ", filter.record);
    if (filter.record_id) text_ += " AND " + of_records(filter);
    if (!filter.action.empty()) add("audit_line.action = ", filter.action);
    if (filter.from) add("audit_line.at_ms >= ", *filter.from);
    if (filter.until) add("audit_line.at_ms < ", *filter.until);
  }
  void add(std::string_view condition, const Value& value) { text_ += " AND " + std::string(condition) + next(value); }
  /// The number of a further parameter.
  std::string next(const Value& value) {
    parameters_.push_back(value);
    return "?" + std::to_string(parameters_.size());
  }
  const std::string& text() const { return text_; }
  const std::vector<Value>& parameters() const { return parameters_; }

 private:
  std::string of_records(const HistoryFilter& filter) {
    std::string ids = next(*filter.record_id);
    for (const std::int64_t id : filter.former_ids) ids += ", " + next(id);
    return "audit_line.record_id IN (" + ids + ")";
  }
  std::string readable(const HistoryReader& reader) {
    const std::string organisation = reader.record_organisation ? next(*reader.record_organisation) : std::string();
    std::string hubs;
    for (const std::int64_t hub : reader.record_hubs) hubs += (hubs.empty() ? "SELECT " : " UNION SELECT ") + next(hub);
    RecordColumns columns{.type = kAuditLine};
    columns.organisation = organisation;
    columns.hubs = hubs;
    columns.person = "audit_line.person_id";
    return readable_condition(columns, "?1", "?2");
  }

  static constexpr std::string_view kAuditLine = "audit_line";
  std::string text_;
  std::vector<Value> parameters_;
};

HistoryLine::Author author_of(std::string_view kind, std::string_view state) {
  using enum HistoryLine::Author;
  if (kind == "program") return program;
  if (kind == "link_holder") return link_holder;
  if (kind != "person") return visitor;
  if (state.empty()) return unknown_person;
  return state == "erased" ? erased_person : person;
}

HistoryLine line_of(const Rows& rows) {
  HistoryLine history;
  history.line = read_line(rows);
  const AuditLine& line = history.line;
  history.is_detail_erased = !line.detail_hash.empty() && rows.is_null(9);
  history.changes = parse_changes(rows.text(9));
  history.author = author_of(line.actor_kind, rows.text(11));
  if (history.author == HistoryLine::Author::person) history.name = rows.get<std::string>(10);
  return history;
}

/// Each value once, by steps along the index of that column.
std::vector<std::string> values_of(Connection& connection, const std::string& column) {
  std::vector<std::string> values;
  for (std::string last;;) {
    std::string sql = "SELECT MIN(";
    sql.append(column).append(") FROM audit_line WHERE ").append(column).append(" > ?1");
    Rows rows = connection.query(sql, last);
    if (!rows.next() || rows.is_null(0)) return values;
    last = rows.get<std::string>(0);
    values.push_back(last);
  }
}

}  // namespace

HistoryPart load_history(Connection& connection, const HistoryReader& reader, const HistoryFilter& filter,
                         HistoryPage page) {
  Condition condition(reader, filter);
  if (page.before > 0) condition.add("audit_line.line_number < ", page.before);
  const std::string limit = condition.next(page.most + 1);
  Rows rows = connection.run_query(std::string("SELECT ").append(kLineColumns) +
                                       ", changes, person.name, person.state FROM audit_line "
                                       "LEFT JOIN audit_detail ON audit_detail.line_number = audit_line.line_number "
                                       "LEFT JOIN person ON person.person_id = audit_line.person_id WHERE " +
                                       condition.text() + " ORDER BY audit_line.line_number DESC LIMIT " + limit,
                                   condition.parameters());
  HistoryPart part;
  while (rows.next()) part.lines.push_back(line_of(rows));
  if (static_cast<std::int64_t>(part.lines.size()) > page.most) {
    part.lines.pop_back();
    part.older = part.lines.back().line.number;
  }
  return part;
}

std::int64_t count_history(Connection& connection, const HistoryReader& reader, const HistoryFilter& filter,
                           std::int64_t most) {
  Condition condition(reader, filter);
  const std::string limit = condition.next(most);
  Rows rows = connection.run_query(
      "SELECT COUNT(*) FROM (SELECT 1 FROM audit_line WHERE " + condition.text() + " LIMIT " + limit + ") AS found",
      condition.parameters());
  rows.next();
  return rows.int64(0);
}

std::vector<std::string> load_history_records(Connection& connection) {
  return values_of(connection, "record_type");
}

std::vector<std::string> load_history_actions(Connection& connection) {
  return values_of(connection, "action");
}

std::optional<PersonId> find_history_person(Connection& connection, std::string_view typed) {
  if (const auto id = PersonId::parse(typed)) return id;
  std::string email(typed);
  std::transform(email.begin(), email.end(), email.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  Rows rows = connection.query("SELECT person_id FROM person WHERE email = ?1", email);
  return rows.next() ? std::optional{rows.get<PersonId>(0)} : std::nullopt;
}

}  // namespace kringwerk::access
