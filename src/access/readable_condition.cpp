#include <algorithm>

#include "access/policy_table.h"

namespace kringwerk::access {

namespace {

constexpr std::string_view kNever = "(1 = 0)";

/// What each relation is asked with.
struct Question {
  const RecordColumns& columns;
  std::string_view session;
  std::string_view day;
};

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts) {
    if (!all.empty()) all += between;
    all += part;
  }
  return all;
}

std::string in_words(std::string_view column, const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "'" : ", '") + word + "'";
  return std::string(column) + " IS NOT NULL AND " + std::string(column) + " IN (" + list + ")";
}

/// Scopes of the roles that count for the session on the day.
std::string held_scopes(const Question& question, std::string_view which) {
  const std::string day(question.day);
  return "SELECT holding.scope_id FROM held_role AS holding WHERE holding.session_hash = " +
         std::string(question.session) + " AND holding.from_on <= " + day +
         " AND (holding.to_on IS NULL OR holding.to_on >= " + day + ")" + std::string(which);
}

/// Whether `ids`, a column or a subquery, has one of those of `subquery`, whose only column is `subquery_column`.
std::string shares_id(std::string_view ids, const std::string& subquery, std::string_view subquery_column) {
  if (ids.empty()) return std::string(kNever);
  if (ids.starts_with("SELECT"))
    return "EXISTS (" + subquery + " AND " + std::string(subquery_column) + " IN (" + std::string(ids) + "))";
  // Not correlated, so that the store asks it once for all rows.
  return "(" + std::string(ids) + " IS NOT NULL AND " + std::string(ids) + " IN (" + subquery + "))";
}

std::string person_of_session(const Question& question) {
  return "SELECT caller.person_id FROM session AS visit JOIN person AS caller ON caller.person_id = visit.person_id "
         "WHERE visit.session_hash = " +
         std::string(question.session) + " AND visit.ended_at_ms IS NULL AND caller.state = 'active'";
}

std::string in_scope(const Question& question, std::string_view ids, std::string_view which) {
  return shares_id(ids, held_scopes(question, which), "holding.scope_id");
}

std::string exists(const std::string& subquery) {
  return "EXISTS (" + subquery + ")";
}

std::string sql_of(Relation relation, const Question& question) {
  const RecordColumns& columns = question.columns;
  switch (relation) {
    case Relation::everyone:
      return "(1 = 1)";
    case Relation::signed_in:
      return exists(person_of_session(question));
    case Relation::self:
      return shares_id(columns.person, person_of_session(question), "caller.person_id");
    case Relation::link_holder:
      break;
    case Relation::organisation_user:
      return in_scope(question, columns.organisation,
                      " AND holding.scope_kind = 'organisation' AND holding.role = 'organisation_user'");
    case Relation::hub_coach:
      return in_scope(question, columns.hubs, " AND holding.scope_kind = 'hub' AND holding.role = 'coach'");
    case Relation::hub_coordinator:
      return in_scope(question, columns.hubs, " AND holding.scope_kind = 'hub' AND holding.role = 'coordinator'");
    case Relation::hub_policy_officer:
      return in_scope(question, columns.hubs, " AND holding.scope_kind = 'hub' AND holding.role = 'policy_officer'");
    case Relation::any_hub_staff:
      return exists(
          held_scopes(question, " AND holding.scope_kind = 'hub' AND holding.role IN ('coach', 'coordinator')"));
    case Relation::any_planner:
      return exists(held_scopes(
          question, " AND holding.scope_kind = 'hub' AND holding.role IN ('coordinator', 'policy_officer')"));
    case Relation::any_role:
      return exists(held_scopes(question, ""));
    case Relation::auditor:
      return exists(held_scopes(question, " AND holding.scope_kind = 'network' AND holding.role = 'auditor'"));
    case Relation::administrator:
      return exists(held_scopes(question, " AND holding.scope_kind = 'network' AND holding.role = 'administrator'"));
  }
  return std::string(kNever);
}

std::string sql_of(const PolicyLine& line, const RecordType& type, const Question& question) {
  const RecordColumns& columns = question.columns;
  std::vector<std::string> parts;
  if (type.visibilities.front() != "-") parts.push_back(in_words(columns.visibility, line.visibilities));
  if (type.states.front() != "-") parts.push_back(in_words(columns.state, line.states));
  const bool is_open = std::find(line.who.begin(), line.who.end(), Relation::everyone) != line.who.end();
  if (!is_open) {
    std::vector<std::string> anybody;
    for (const Relation relation : line.who) {
      if (relation != Relation::link_holder) anybody.push_back(sql_of(relation, question));
    }
    if (anybody.empty()) return {};
    parts.push_back("(" + joined(anybody, " OR ") + ")");
  }
  return parts.empty() ? "(1 = 1)" : "(" + joined(parts, " AND ") + ")";
}

}  // namespace

std::string readable_condition(const RecordColumns& columns, std::string_view session_parameter,
                               std::string_view day_parameter, std::string_view field) {
  const RecordType* type = policy_table().find_type(columns.type);
  if (type == nullptr) return std::string(kNever);
  if ((type->visibilities.front() != "-" && columns.visibility.empty()) ||
      (type->states.front() != "-" && columns.state.empty())) {
    return std::string(kNever);
  }
  const Question question{columns, session_parameter, day_parameter};
  std::vector<std::string> ways;
  for (const PolicyLine& line : policy_lines()) {
    const bool reads = std::find(line.actions.begin(), line.actions.end(), Action::read) != line.actions.end();
    const bool is_about_field = std::find(line.fields.begin(), line.fields.end(), field) != line.fields.end();
    if (line.record != columns.type || !reads || !is_about_field) continue;
    std::string way = sql_of(line, *type, question);
    if (!way.empty()) ways.push_back(std::move(way));
  }
  // What is open to everybody is the cheapest to ask, and mostly the answer.
  std::stable_sort(ways.begin(), ways.end(), [](const std::string& a, const std::string& b) {
    return a.find("SELECT") == std::string::npos && b.find("SELECT") != std::string::npos;
  });
  return ways.empty() ? std::string(kNever) : "(" + joined(ways, " OR ") + ")";
}

}  // namespace kringwerk::access
