#include "handovers/io/load_handovers.h"

#include "handovers/io/agreement_store.h"

namespace kringwerk::handovers {

namespace {

using materials::value_in;
using storage::Connection;
using storage::Rows;

/// Seven columns from `first`: the day, the four masses, the reason and its words.
std::optional<Figures> read_figures(const Rows& rows, int first) {
  if (rows.is_null(first)) return std::nullopt;
  Figures figures;
  figures.on = rows.get<Day>(first);
  figures.estimated = rows.get<std::optional<Mass>>(first + 1);
  figures.weighed = rows.get<std::optional<Mass>>(first + 2);
  figures.accepted = rows.get<Mass>(first + 3);
  figures.refused = rows.get<Mass>(first + 4);
  figures.reason = value_in<RefusalReason>(kRefusalReasonKeys, rows.text(first + 5));
  figures.words = rows.get<std::string>(first + 6);
  return figures;
}
constexpr int kFigureColumns = 7;

std::string figure_columns(const std::string& table) {
  std::string columns;
  for (const std::string_view column :
       {"delivered_on", "estimated_g", "weighed_g", "accepted_g", "refused_g", "reason", "words"}) {
    columns.append(columns.empty() ? "" : ", ").append(table).append(1, '.').append(column);
  }
  return columns;
}

Handover read_handover(const Rows& rows) {
  Handover found;
  found.id = rows.get<HandoverId>(0);
  found.agreement = rows.get<AgreementId>(1);
  found.state = value_in<HandoverState>(kHandoverStateKeys, rows.text(2)).value();
  found.proposed_side = value_in<Party>(kPartyKeys, rows.text(3)).value();
  found.registered_at = rows.get<Instant>(4);
  found.changed_at = rows.get<Instant>(5);
  found.version = rows.int64(6);
  found.has_ticket = rows.get<bool>(7);
  constexpr int kFirst = 8;
  found.in_force = read_figures(rows, kFirst);
  found.proposed = read_figures(rows, kFirst + kFigureColumns);
  return found;
}

/// Agreements that the reader may see; ?1 is the session, ?2 the day.
std::string readable_agreements() {
  const access::RecordColumns columns{
      .type = "agreement",
      .state = "agreement.state",
      .organisation =
          "SELECT agreement_side.organisation_id FROM agreement_side WHERE agreement_side.agreement_id = "
          "agreement.agreement_id",
      .hubs =
          "SELECT agreement_hub.hub_id FROM agreement_hub WHERE agreement_hub.agreement_id = "
          "agreement.agreement_id"};
  return access::readable_condition(columns, "?1", "?2");
}

/// The reader works for a side of the agreement; `side` is an expression for which one.
std::string works_for(const std::string& side) {
  const std::string organisation =
      "SELECT agreement_side.organisation_id FROM agreement_side WHERE agreement_side.agreement_id = "
      "agreement.agreement_id AND agreement_side.side = " +
      side;
  const access::RecordColumns columns{.type = "agreement", .state = "agreement.state", .organisation = organisation};
  return access::readable_condition(columns, "?1", "?2");
}

std::string other_than(const std::string& column) {
  return "CASE WHEN " + column + " = 'giver' THEN 'taker' ELSE 'giver' END";
}

template <class Tag>
std::vector<Id<Tag>> read_ids(Rows rows) {
  std::vector<Id<Tag>> ids;
  while (rows.next()) ids.push_back(rows.get<Id<Tag>>(0));
  return ids;
}

std::vector<Agreement> load_all(Connection& connection, const std::vector<AgreementId>& ids) {
  std::vector<Agreement> agreements;
  for (const AgreementId id : ids) agreements.push_back(load_agreement(connection, id).value());
  return agreements;
}

}  // namespace

std::vector<Handover> load_handovers_where(Connection& connection, const std::string& condition,
                                           std::int64_t parameter) {
  std::vector<Handover> found;
  Rows rows = connection.query(
      "SELECT handover.handover_id, handover.agreement_id, handover.state, handover.proposed_side, "
      "handover.registered_at_ms, handover.changed_at_ms, handover.version, CASE WHEN EXISTS (SELECT 1 FROM attachment "
      "WHERE attachment.handover_id = handover.handover_id) THEN 1 ELSE 0 END, " +
          figure_columns("agreed") + ", " + figure_columns("said") +
          " FROM handover LEFT JOIN handover_statement agreed ON agreed.statement_id = handover.in_force LEFT JOIN "
          "handover_statement said ON said.statement_id = handover.proposed WHERE " +
          condition + " ORDER BY COALESCE(agreed.delivered_on, said.delivered_on, '') DESC, handover.handover_id DESC",
      parameter);
  while (rows.next()) found.push_back(read_handover(rows));
  return found;
}

std::vector<Handover> load_handovers_of(Connection& connection, AgreementId agreement) {
  return load_handovers_where(connection, "handover.agreement_id = ?1", agreement.value());
}

std::vector<Statement> load_statements(Connection& connection, HandoverId handover) {
  std::vector<Statement> lines;
  Rows rows = connection.query("SELECT statement_id, kind, side, note, person_id, at_ms, " +
                                   figure_columns("handover_statement") +
                                   " FROM handover_statement WHERE handover_id = ?1 ORDER BY at_ms, statement_id",
                               handover);
  constexpr int kFirst = 6;
  while (rows.next()) {
    lines.push_back({rows.get<StatementId>(0), value_in<StatementKind>(kStatementKindKeys, rows.text(1)).value(),
                     value_in<Party>(kPartyKeys, rows.text(2)).value(), read_figures(rows, kFirst),
                     rows.get<std::string>(3), rows.get<std::optional<access::PersonId>>(4), rows.get<Instant>(5)});
  }
  return lines;
}

std::vector<Agreement> load_agreements(Connection& connection, const access::Actor& actor, Day today, int most) {
  return load_all(connection,
                  read_ids<AgreementTag>(connection.query(
                      "SELECT agreement.agreement_id FROM agreement WHERE " + readable_agreements() +
                          " ORDER BY CASE agreement.state WHEN 'proposed' THEN 0 WHEN 'active' THEN 1 ELSE 2 END, "
                          "agreement.changed_at_ms DESC, agreement.agreement_id DESC LIMIT ?3",
                      actor.session, today, most)));
}

std::vector<Agreement> load_awaited_agreements(Connection& connection, const access::Actor& actor, Day today,
                                               int most) {
  return load_all(connection,
                  read_ids<AgreementTag>(connection.query(
                      "SELECT agreement.agreement_id FROM agreement WHERE agreement.state = 'proposed' AND " +
                          works_for(other_than("agreement.proposed_side")) +
                          " ORDER BY agreement.proposed_at_ms, agreement.agreement_id LIMIT ?3",
                      actor.session, today, most)));
}

std::vector<AwaitedHandover> load_awaited_handovers(Connection& connection, const access::Actor& actor, Day today,
                                                    int most) {
  const auto ids = read_ids<HandoverTag>(connection.query(
      "SELECT handover.handover_id FROM handover JOIN agreement ON agreement.agreement_id = handover.agreement_id "
      "WHERE handover.state IN ('registered', 'disputed', 'correcting') AND " +
          works_for(other_than("handover.proposed_side")) +
          " ORDER BY handover.changed_at_ms, handover.handover_id LIMIT ?3",
      actor.session, today, most));
  std::vector<AwaitedHandover> awaited;
  for (const HandoverId id : ids) {
    Handover handover = load_handovers_where(connection, "handover.handover_id = ?1", id.value()).front();
    Agreement agreement = load_agreement(connection, handover.agreement).value();
    awaited.push_back({std::move(handover), std::move(agreement)});
  }
  return awaited;
}

}  // namespace kringwerk::handovers
