#include "introductions/io/load_outcomes.h"

#include <map>

#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using materials::value_in;
using storage::Connection;
using storage::Rows;

/// Without answers of a side that it changed afterwards.
constexpr std::string_view kLastOnes =
    "NOT EXISTS (SELECT 1 FROM introduction_outcome n WHERE n.introduction_id = o.introduction_id AND n.side = o.side "
    "AND o.kind IN ('yes', 'no', 'later') AND n.kind IN ('yes', 'no', 'later') AND n.outcome_id > o.outcome_id)";

std::map<std::int64_t, std::vector<std::int64_t>> load_hubs(Connection& connection) {
  std::map<std::int64_t, std::vector<std::int64_t>> hubs;
  Rows rows = connection.query("SELECT introduction_id, hub_id FROM introduction_hub ORDER BY introduction_id, hub_id");
  while (rows.next()) hubs[rows.int64(0)].push_back(rows.int64(1));
  return hubs;
}

}  // namespace

std::vector<CountedOutcome> load_counted_outcomes(Connection& connection, Instant since) {
  const auto hubs = load_hubs(connection);
  std::vector<CountedOutcome> outcomes;
  Rows rows = connection.query(
      "SELECT o.introduction_id, o.kind, o.reason, i.material_id, i.limited_by, o.at_ms FROM introduction_outcome o "
      "JOIN introduction i ON i.introduction_id = o.introduction_id WHERE o.at_ms >= ?1 AND " +
          std::string(kLastOnes),
      since);
  while (rows.next()) {
    CountedOutcome outcome;
    outcome.kind = value_in<OutcomeKind>(kOutcomeKindKeys, rows.text(1)).value();
    outcome.reason = value_in<Reason>(kReasonKeys, rows.text(2));
    outcome.material = std::string(rows.text(3));
    outcome.limited_by = value_in<LimitedBy>(kLimitedByKeys, rows.text(4)).value();
    outcome.day = text::brussels_day(rows.get<Instant>(5));
    if (const auto found = hubs.find(rows.int64(0)); found != hubs.end()) outcome.hubs = found->second;
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

Evidence load_evidence(Connection& connection, Instant since) {
  Evidence evidence;
  Rows rows = connection.query(
      "SELECT o.kind, o.reason, COUNT(*) FROM introduction_outcome o WHERE o.at_ms > ?1 AND o.kind IN ('no', 'failed', "
      "'agreed') GROUP BY o.kind, o.reason",
      since);
  while (rows.next()) {
    const auto reason = value_in<Reason>(kReasonKeys, rows.text(1));
    if (reason) {
      evidence.refusals[*reason] += rows.int64(2);
    } else if (rows.text(0) == "agreed") {
      evidence.agreements += rows.int64(2);
    }
  }
  return evidence;
}

}  // namespace kringwerk::introductions
