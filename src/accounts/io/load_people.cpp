#include "accounts/io/load_people.h"

#include <algorithm>

#include "access/policy.h"
#include "accounts/io/grant_columns.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;
using storage::Rows;

/// The hubs of an organisation on day ?2: those it is a member of, and those in whose area it lies.
std::string hubs_of_organisation(std::string_view organisation) {
  const std::string id(organisation);
  return "SELECT m.hub_id FROM membership m WHERE m.organisation_id = " + id +
         " AND (m.from_on IS NULL OR m.from_on <= ?2) AND (m.to_on IS NULL OR m.to_on >= ?2) UNION SELECT a.hub_id "
         "FROM hub_area a JOIN organisation located ON located.nis = a.nis WHERE located.organisation_id = " +
         id;
}

/// Hubs of grants: their own, and those of their organisation. `grants` names the grants as g.
std::string hubs_of_grants(std::string_view grants) {
  const std::string from(grants);
  return "SELECT hub.hub_id FROM hub WHERE EXISTS (SELECT 1 FROM " + from +
         " AND ((g.scope_kind = 'hub' AND g.scope_id = hub.hub_id) OR (g.scope_kind = 'organisation' AND hub.hub_id IN "
         "(" +
         hubs_of_organisation("g.scope_id") + "))))";
}

/// About person p, for session ?1 on day ?2.
std::string person_condition(std::string_view field) {
  const std::string hubs = hubs_of_grants("role_grant g WHERE g.person_id = p.person_id AND g.state <> 'ended'");
  return access::readable_condition(
      {.type = "person",
       .state = "p.state",
       .organisation = "SELECT g.scope_id FROM role_grant g WHERE g.person_id = p.person_id AND g.state <> 'ended' "
                       "AND g.scope_kind = 'organisation'",
       .hubs = hubs,
       .person = "p.person_id"},
      "?1", "?2", field);
}

/// The hub of grant g, or those of its organisation.
std::string hubs_of_grant() {
  return "SELECT hub.hub_id FROM hub WHERE (g.scope_kind = 'hub' AND g.scope_id = hub.hub_id) OR (g.scope_kind = "
         "'organisation' AND hub.hub_id IN (" +
         hubs_of_organisation("g.scope_id") + "))";
}

/// About grant g, for session ?1 on day ?2.
std::string grant_condition() {
  const std::string hubs = hubs_of_grant();
  return access::readable_condition({.type = "role_grant",
                                     .state = "g.state",
                                     .organisation = "SELECT g.scope_id WHERE g.scope_kind = 'organisation'",
                                     .hubs = hubs,
                                     .person = "g.person_id"},
                                    "?1", "?2");
}

/// With ?3 = words as a LIKE pattern, ?4 = role or '', ?5 = hub or 0.
std::string list_condition() {
  return "FROM person p WHERE " + person_condition(access::kRecordItself) +
         " AND (?3 = '' OR lower(p.name) LIKE ?3 ESCAPE '!' OR (p.email LIKE ?3 ESCAPE '!' AND " +
         person_condition("contact") +
         ")) AND ((?4 = '' AND ?5 = 0) OR EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.person_id AND "
         "g.state <> 'ended' AND (?4 = '' OR g.role = ?4) AND (?5 = 0 OR ?5 IN (" +
         hubs_of_grant() + ")) AND " + grant_condition() + ")) ";
}

std::string_view order_of(PeopleOrder order) {
  switch (order) {
    case PeopleOrder::name:
      return "ORDER BY p.name_sort, p.person_id ";
    case PeopleOrder::email:
      return "ORDER BY shown_email, p.name_sort, p.person_id ";
    case PeopleOrder::newest:
      break;
  }
  return "ORDER BY p.created_at_ms DESC, p.person_id DESC ";
}

std::string person_columns() {
  return "SELECT p.person_id, p.name, CASE WHEN " + person_condition("contact") +
         " THEN p.email ELSE '' END AS shown_email, p.state, p.created_at_ms, p.version ";
}

PersonRow read_person(const Rows& rows) {
  PersonRow row;
  row.id = rows.get<access::PersonId>(0);
  row.name = rows.get<std::string>(1);
  row.email = rows.get<std::string>(2);
  const auto state = std::find(kPersonStateKeys.begin(), kPersonStateKeys.end(), rows.text(3));
  row.state = static_cast<PersonState>(state - kPersonStateKeys.begin());
  row.created_at = rows.get<Instant>(4);
  row.version = rows.int64(5);
  return row;
}

/// After the columns of the grant itself.
constexpr std::string_view kGrantNames =
    ", COALESCE(h.name, o.name, ''), COALESCE(giver.name, ''), COALESCE(decider.name, ''), p.name FROM role_grant g "
    "JOIN person p ON p.person_id = g.person_id "
    "LEFT JOIN hub h ON g.scope_kind = 'hub' AND h.hub_id = g.scope_id "
    "LEFT JOIN organisation o ON g.scope_kind = 'organisation' AND o.organisation_id = g.scope_id "
    "LEFT JOIN person giver ON giver.person_id = g.given_by "
    "LEFT JOIN person decider ON decider.person_id = g.decided_by WHERE ";

std::string select_grants() {
  return std::string("SELECT ").append(kGrantColumns).append(kGrantNames);
}

GrantRow read_grant_row(const Rows& rows) {
  GrantRow row;
  row.grant = read_grant(rows);
  row.scope_name = rows.get<std::string>(13);
  row.giver_name = rows.get<std::string>(14);
  row.decider_name = rows.get<std::string>(15);
  return row;
}

void add_details(Connection& connection, const PeopleReader& reader, PersonRow& person) {
  {
    Rows rows = connection.query(select_grants() + "g.person_id = ?3 AND g.state <> 'ended' AND " + grant_condition() +
                                     " ORDER BY g.role, g.grant_id",
                                 reader.actor.session, reader.today, person.id);
    while (rows.next()) person.grants.push_back(read_grant_row(rows));
  }
  Rows rows = connection.query(hubs_of_grants("role_grant g WHERE g.person_id = ?1 AND g.state <> 'ended'"), person.id,
                               reader.today);
  while (rows.next()) person.hubs.push_back(rows.int64(0));
}

std::string like_pattern(std::string_view words) {
  if (words.empty()) return {};
  std::string pattern = "%";
  for (char c : words) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return pattern + '%';
}

}  // namespace

PeopleList load_people(Connection& connection, const PeopleReader& reader, const PeopleQuery& query) {
  const std::string words = like_pattern(query.words);
  const std::string role(query.role ? access::key_of(*query.role) : std::string_view{});
  const std::int64_t hub = query.hub ? query.hub->value() : 0;
  PeopleList list;
  {
    Rows count =
        connection.query("SELECT COUNT(*) " + list_condition(), reader.actor.session, reader.today, words, role, hub);
    count.next();
    list.total = count.int64(0);
  }
  {
    Rows rows = connection.query(
        person_columns() + list_condition() + std::string(order_of(query.order)) + "LIMIT ?6 OFFSET ?7",
        reader.actor.session, reader.today, words, role, hub, query.most, query.first);
    while (rows.next()) list.rows.push_back(read_person(rows));
  }
  for (PersonRow& person : list.rows) add_details(connection, reader, person);
  return list;
}

std::optional<PersonRow> load_person(Connection& connection, const PeopleReader& reader, access::PersonId person) {
  std::optional<PersonRow> found;
  {
    Rows rows = connection.query(
        person_columns() + "FROM person p WHERE p.person_id = ?3 AND " + person_condition(access::kRecordItself),
        reader.actor.session, reader.today, person);
    if (!rows.next()) return std::nullopt;
    found = read_person(rows);
  }
  add_details(connection, reader, *found);
  return found;
}

std::vector<GrantRow> load_grants_of(Connection& connection, const PeopleReader& reader, access::PersonId person) {
  std::vector<GrantRow> grants;
  Rows rows = connection.query(
      select_grants() + "g.person_id = ?3 AND " + grant_condition() + " ORDER BY g.given_at_ms DESC, g.grant_id DESC",
      reader.actor.session, reader.today, person);
  while (rows.next()) grants.push_back(read_grant_row(rows));
  return grants;
}

std::vector<ProposedGrant> load_proposed_grants(Connection& connection, const PeopleReader& reader) {
  std::vector<ProposedGrant> grants;
  Rows rows = connection.query(
      select_grants() + "g.state = 'proposed' AND " + grant_condition() + " ORDER BY g.given_at_ms, g.grant_id",
      reader.actor.session, reader.today);
  while (rows.next()) grants.push_back({read_grant_row(rows), rows.get<std::string>(16)});
  return grants;
}

}  // namespace kringwerk::accounts
