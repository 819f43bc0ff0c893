#include "guidance/io/case_store.h"

#include "guidance/io/case_columns.h"
#include "network/io/load_hubs.h"

namespace kringwerk::guidance {

namespace {

using storage::Connection;
using storage::Rows;

CaseState state_at(const Rows& rows, int column) {
  return materials::value_in<CaseState>(kCaseStateKeys, rows.text(column)).value();
}

std::optional<Case> first_of(Connection& connection, std::string_view condition, const storage::Value& value) {
  Rows rows = connection.query(
      "SELECT " + std::string(kCaseColumns) + " FROM hub_case c WHERE " + std::string(condition), value);
  return rows.next() ? std::optional{read_case(rows)} : std::nullopt;
}

}  // namespace

std::optional<Case> load_case_by_secret(Connection& connection, std::string_view secret_hash) {
  return first_of(connection, "c.secret_hash = ?1", storage::Value(secret_hash));
}

std::optional<Case> load_case(Connection& connection, CaseId id) {
  return first_of(connection, "c.case_id = ?1", storage::Value(id));
}

std::vector<CaseStep> load_case_steps(Connection& connection, CaseId id) {
  std::vector<CaseStep> steps;
  Rows rows = connection.query("SELECT state, at_ms FROM hub_case_step WHERE case_id = ?1 ORDER BY at_ms", id);
  while (rows.next()) steps.push_back({state_at(rows, 0), rows.get<Instant>(1)});
  return steps;
}

void insert_case(Connection& transaction, const Case& opened, std::string_view secret_hash) {
  const auto state = materials::key_in(kCaseStateKeys, opened.state);
  transaction.execute(
      "INSERT INTO hub_case (case_id, hub_id, stream_id, state, question, asker_name, asker_email, language, "
      "answer_due_on, secret_hash, created_at_ms, version) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
      opened.id, opened.hub, opened.stream, state, opened.question, opened.asker_name, opened.asker_email,
      language_code(opened.language), opened.answer_due, secret_hash, opened.created_at, opened.version);
  transaction.execute("INSERT INTO hub_case_step (case_id, state, at_ms) VALUES (?1, ?2, ?3)", opened.id, state,
                      opened.created_at);
}

bool save_handling(Connection& transaction, const Case& before, const HandledCase& handled) {
  const Case& after = handled.after;
  const auto state = materials::key_in(kCaseStateKeys, after.state);
  const auto changed = transaction.execute(
      "UPDATE hub_case SET hub_id = ?1, state = ?2, version = ?3 WHERE case_id = ?4 AND version = ?5", after.hub, state,
      after.version, after.id, before.version);
  if (changed == 0) return false;
  const CaseEntry& entry = handled.entry;
  transaction.execute("INSERT INTO hub_case_entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", entry.id, after.id,
                      materials::key_in(kCaseEntryKindKeys, entry.kind), entry.person, entry.at, entry.words, state,
                      entry.hub);
  if (after.state != before.state) {
    transaction.execute("INSERT INTO hub_case_step (case_id, state, at_ms) VALUES (?1, ?2, ?3)", after.id, state,
                        entry.at);
  }
  return true;
}

std::optional<std::string> load_hub_mailbox(Connection& connection, network::HubId hub) {
  for (const network::ContactPoint& contact : network::load_contacts(connection, hub)) {
    if (contact.kind == "email") return contact.value;
  }
  return std::nullopt;
}

}  // namespace kringwerk::guidance
