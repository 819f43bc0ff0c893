#include "accounts/io/save_grants.h"

#include "accounts/io/grant_columns.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;
using storage::Rows;

std::string select_grants() {
  return std::string("SELECT ").append(kGrantColumns).append(" FROM role_grant g ");
}

std::string_view key_of(access::GrantState state) {
  return access::kGrantStateKeys[static_cast<std::size_t>(state)];
}

}  // namespace

std::optional<access::Grant> load_grant(Connection& connection, access::GrantId id) {
  Rows rows = connection.query(select_grants() + "WHERE grant_id = ?1", id);
  return rows.next() ? std::optional<access::Grant>{read_grant(rows)} : std::nullopt;
}

std::vector<access::Grant> load_open_grants(Connection& connection, access::PersonId person) {
  std::vector<access::Grant> grants;
  Rows rows = connection.query(select_grants() + "WHERE person_id = ?1 AND state <> 'ended' ORDER BY grant_id", person);
  while (rows.next()) grants.push_back(read_grant(rows));
  return grants;
}

void insert_grant(Connection& transaction, const access::Grant& grant) {
  const std::optional<access::PersonId> giver =
      grant.given_by.is_set() ? std::optional<access::PersonId>{grant.given_by} : std::nullopt;
  transaction.execute(
      "INSERT INTO role_grant (grant_id, person_id, role, scope_kind, scope_id, from_on, to_on, state, given_by, "
      "decided_by, given_at_ms, ended_at_ms, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
      grant.id, grant.person, access::key_of(grant.role), access::key_of(grant.scope.kind), grant.scope.id,
      grant.period.from.value(), grant.period.to, key_of(grant.state), giver, grant.decided_by, grant.given_at,
      grant.ended_at, grant.version);
}

bool update_grant(Connection& transaction, const access::Grant& before, const access::Grant& after) {
  return transaction.execute(
             "UPDATE role_grant SET state = ?1, decided_by = ?2, ended_at_ms = ?3, version = ?4 "
             "WHERE grant_id = ?5 AND version = ?6",
             key_of(after.state), after.decided_by, after.ended_at, after.version, after.id, before.version) == 1;
}

std::optional<PersonAccount> load_account_state(Connection& connection, access::PersonId person) {
  Rows rows = connection.query("SELECT state, version FROM person WHERE person_id = ?1", person);
  if (!rows.next()) return std::nullopt;
  const auto state = std::find(kPersonStateKeys.begin(), kPersonStateKeys.end(), rows.text(0));
  return PersonAccount{person, static_cast<PersonState>(state - kPersonStateKeys.begin()), rows.int64(1)};
}

bool save_account_state(Connection& transaction, const PersonAccount& before, const PersonAccount& after, Instant now) {
  const auto changed = transaction.execute(
      "UPDATE person SET state = ?1, version = ?2 WHERE person_id = ?3 AND version = ?4",
      kPersonStateKeys[static_cast<std::size_t>(after.state)], after.version, after.id, before.version);
  if (changed == 0) return false;
  if (after.state != PersonState::active) {
    transaction.execute("UPDATE session SET ended_at_ms = ?1 WHERE person_id = ?2 AND ended_at_ms IS NULL", now,
                        after.id);
  }
  return true;
}

}  // namespace kringwerk::accounts
