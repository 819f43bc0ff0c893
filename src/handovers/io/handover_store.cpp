#include "handovers/io/handover_store.h"

#include "handovers/io/load_handovers.h"

namespace kringwerk::handovers {

namespace {

using materials::key_in;
using materials::value_in;
using storage::Connection;
using storage::Rows;

void insert_statement(Connection& transaction, HandoverId handover, const Statement& line) {
  std::optional<Day> on;
  std::optional<Mass> estimated;
  std::optional<Mass> weighed;
  std::optional<Mass> accepted;
  std::optional<Mass> refused;
  std::string reason;
  std::string words;
  if (line.figures) {
    on = line.figures->on;
    estimated = line.figures->estimated;
    weighed = line.figures->weighed;
    accepted = line.figures->accepted;
    refused = line.figures->refused;
    if (line.figures->reason) reason = key_in(kRefusalReasonKeys, *line.figures->reason);
    words = line.figures->words;
  }
  transaction.execute(
      "INSERT INTO handover_statement (statement_id, handover_id, kind, side, delivered_on, estimated_g, weighed_g, "
      "accepted_g, refused_g, reason, words, note, person_id, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
      "?11, ?12, ?13, ?14)",
      line.id, handover, key_in(kStatementKindKeys, line.kind), key_in(kPartyKeys, line.by), on, estimated, weighed,
      accepted, refused, reason, words, line.note, line.person, line.at);
}

/// Which lines hold the figures after a deed: a new line what is proposed, a confirmed one what is in force.
struct FigureLines {
  std::optional<StatementId> in_force;
  std::optional<StatementId> proposed;
};
FigureLines lines_before(Connection& transaction, HandoverId id) {
  Rows rows = transaction.query("SELECT in_force, proposed FROM handover WHERE handover_id = ?1", id);
  if (!rows.next()) return {};
  return {rows.get<std::optional<StatementId>>(0), rows.get<std::optional<StatementId>>(1)};
}
FigureLines lines_after(const FigureLines& before, const HandledHandover& handled) {
  FigureLines after = before;
  if (handled.statement.figures) {
    after.proposed = handled.statement.id;
  } else {
    if (handled.statement.kind == StatementKind::confirmed) after.in_force = before.proposed;
    after.proposed.reset();
  }
  return after;
}

}  // namespace

std::optional<Handover> load_handover(Connection& connection, HandoverId id) {
  auto found = load_handovers_where(connection, "handover.handover_id = ?1", id.value());
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void insert_handover(Connection& transaction, const HandledHandover& made) {
  const Handover& handover = made.after;
  transaction.execute(
      "INSERT INTO handover (handover_id, agreement_id, state, in_force, proposed, proposed_side, registered_at_ms, "
      "changed_at_ms, version) VALUES (?1, ?2, ?3, NULL, ?4, ?5, ?6, ?7, ?8)",
      handover.id, handover.agreement, key_in(kHandoverStateKeys, handover.state), made.statement.id,
      key_in(kPartyKeys, handover.proposed_side), handover.registered_at, handover.changed_at, handover.version);
  insert_statement(transaction, handover.id, made.statement);
}

bool save_handover(Connection& transaction, const Handover& before, const HandledHandover& handled) {
  const Handover& after = handled.after;
  const FigureLines lines = lines_after(lines_before(transaction, before.id), handled);
  const auto changed = transaction.execute(
      "UPDATE handover SET state = ?1, in_force = ?2, proposed = ?3, proposed_side = ?4, changed_at_ms = ?5, version = "
      "?6 WHERE handover_id = ?7 AND version = ?8",
      key_in(kHandoverStateKeys, after.state), lines.in_force, lines.proposed, key_in(kPartyKeys, after.proposed_side),
      after.changed_at, after.version, after.id, before.version);
  if (changed == 0) return false;
  insert_statement(transaction, after.id, handled.statement);
  return true;
}

void insert_side_link(Connection& transaction, const std::string& secret_hash, const SideLink& link, Instant until) {
  transaction.execute("INSERT INTO handover_link VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (secret_hash) DO NOTHING",
                      secret_hash, link.agreement, link.handover, key_in(kPartyKeys, link.party), link.version, until);
}

std::optional<SideLink> load_side_link(Connection& connection, const std::string& secret_hash, Instant now) {
  Rows rows = connection.query(
      "SELECT agreement_id, handover_id, side, version FROM handover_link WHERE secret_hash = ?1 AND until_at_ms > ?2",
      secret_hash, now);
  if (!rows.next()) return std::nullopt;
  return SideLink{rows.get<AgreementId>(0), rows.get<std::optional<HandoverId>>(1),
                  value_in<Party>(kPartyKeys, rows.text(2)).value(), rows.int64(3)};
}

}  // namespace kringwerk::handovers
