#include "introductions/io/weight_store.h"

#include "introductions/io/load_outcomes.h"
#include "network/io/list_version.h"

namespace kringwerk::introductions {

namespace {

using matchmaking::kRankingNumberKeys;
using materials::key_in;
using materials::value_in;
using storage::Connection;
using storage::Rows;

void load_steps(Connection& connection, WeightState& state) {
  Rows rows = connection.query(
      "SELECT version, number, reason, found, refusals, agreements, expected, before_weight, after_weight "
      "FROM weight_reason ORDER BY version, number");
  while (rows.next()) {
    for (WeightEntry& entry : state.entries) {
      if (entry.version.version != rows.int64(0)) continue;
      LearnedStep step;
      step.lesson.number = value_in<RankingNumber>(kRankingNumberKeys, rows.text(1)).value();
      step.lesson.reason = value_in<Reason>(kReasonKeys, rows.text(2)).value();
      step.found = rows.int64(3);
      entry.refusals = rows.int64(4);
      entry.agreements = rows.int64(5);
      step.expected = rows.int64(6);
      step.before = rows.int64(7);
      step.after = rows.int64(8);
      entry.steps.push_back(step);
    }
  }
}

struct NextVersion {
  WeightCause cause = WeightCause::applied;
  RankingWeights weights;
  std::int64_t undone_to = 1;
  std::vector<LearnedStep> steps;
  Evidence evidence;
};

access::Deed deed_of(std::string_view action, std::int64_t version, const RankingWeights& before,
                     const RankingWeights& after) {
  access::Deed deed{action, "weight", version, {}};
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == after[i]) continue;
    deed.changes.push_back({std::string(kRankingNumberKeys[i]), std::to_string(before[i]), std::to_string(after[i])});
  }
  return deed;
}

/// Chains are ranked by the new numbers from now on: whoever keeps an economy in memory has an old one.
void put_in_force(Connection& transaction, const WeightDeed& deed, const WeightState& state, const NextVersion& next) {
  const std::int64_t version = state.version() + 1;
  const RankingWeights& before = state.entries.back().version.weights;
  std::optional<access::PersonId> person;
  if (deed.author.kind == access::ActorKind::person) person = deed.author.person;
  transaction.execute("INSERT INTO weight_version VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", version,
                      key_in(kWeightCauseKeys, next.cause), person, deed.author.at, next.undone_to, next.weights[0],
                      next.weights[1], next.weights[2], next.weights[3], next.weights[4]);
  for (const LearnedStep& step : next.steps) {
    transaction.execute("INSERT INTO weight_reason VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", version,
                        key_in(kRankingNumberKeys, step.lesson.number), key_in(kReasonKeys, step.lesson.reason),
                        step.found, next.evidence.refused(), next.evidence.agreements, step.expected, step.before,
                        step.after);
  }
  network::raise_list_version(transaction);
  const std::string_view action = next.cause == WeightCause::back ? "weights.undone" : "weights.applied";
  access::record_deed(transaction, deed.audit_key, deed.author, deed_of(action, version, before, next.weights));
}

}  // namespace

WeightHistory WeightState::history() const {
  WeightHistory history;
  for (const WeightEntry& entry : entries) history.push_back(entry.version);
  return history;
}

WeightState load_weight_state(Connection& connection) {
  WeightState state;
  {
    Rows rows = connection.query(
        "SELECT v.version, v.cause, v.at_ms, v.learned_to_ms, v.undone_to, v.haul, v.handling, v.social, v.residue, "
        "v.coproduct, p.name FROM weight_version v LEFT JOIN person p ON p.person_id = v.person_id ORDER BY v.version");
    while (rows.next()) {
      WeightEntry entry;
      entry.version.version = rows.int64(0);
      entry.cause = value_in<WeightCause>(kWeightCauseKeys, rows.text(1)).value();
      entry.version.at = rows.get<Instant>(2);
      state.learned_to = rows.get<Instant>(3);
      entry.version.undone_to = rows.int64(4);
      for (int i = 0; i < 5; ++i) entry.version.weights.at(static_cast<std::size_t>(i)) = rows.int64(5 + i);
      entry.person_name = std::string(rows.text(10));
      state.entries.push_back(std::move(entry));
    }
  }
  load_steps(connection, state);
  Rows setting = connection.query("SELECT is_automatic, looked_at_ms, version FROM weight_setting");
  if (setting.next()) {
    state.is_automatic = setting.get<bool>(0);
    state.looked_at = setting.get<Instant>(1);
    state.setting_version = setting.int64(2);
  }
  return state;
}

Result<Done> apply_learned(Connection& transaction, const WeightDeed& deed, WeightCause cause) {
  const WeightState state = load_weight_state(transaction);
  if (deed.seen_version != state.version()) return Stale{};
  NextVersion next;
  next.cause = cause;
  next.evidence = load_evidence(transaction, state.learned_to);
  next.steps = learn(next.evidence, state.history(), deed.author.at);
  const RankingWeights& before = state.entries.back().version.weights;
  next.weights = weights_after(next.steps, before);
  if (next.weights == before) return Invalid{{Violation{"introductions.weight_nothing_to_learn", "", {}}}};
  next.undone_to = state.version();
  put_in_force(transaction, deed, state, next);
  return Done{};
}

Result<Done> apply_back(Connection& transaction, const WeightDeed& deed) {
  const WeightState state = load_weight_state(transaction);
  if (deed.seen_version != state.version()) return Stale{};
  const WeightHistory history = state.history();
  const auto weights = step_back(history, deed.author.at);
  if (!weights) return weights.error();
  const std::int64_t target = history.back().undone_to;
  NextVersion next;
  next.cause = WeightCause::back;
  next.weights = *weights;
  for (const WeightVersion& version : history) {
    if (version.version == target) next.undone_to = version.undone_to;
  }
  // The first version stands on itself; the one that equals it has nothing to go back to either.
  if (next.undone_to == target) next.undone_to = state.version() + 1;
  put_in_force(transaction, deed, state, next);
  return Done{};
}

Result<Done> set_automatic(Connection& transaction, const WeightDeed& deed, bool is_automatic) {
  const auto changed = transaction.execute(
      "UPDATE weight_setting SET is_automatic = ?1, looked_at_ms = ?2, version = version + 1 WHERE version = ?3",
      is_automatic ? 1 : 0, deed.author.at, deed.seen_version);
  if (changed == 0) return Stale{};
  access::record_deed(transaction, deed.audit_key, deed.author,
                      {is_automatic ? "weights.automatic_on" : "weights.automatic_off", "weight", 0, {}});
  return Done{};
}

bool learn_when_due(storage::Database& database, const std::string& audit_key, Instant now) {
  return database.write([&](Connection& transaction) {
    const auto due = transaction.execute(
        "UPDATE weight_setting SET looked_at_ms = ?1 WHERE is_automatic = 1 AND looked_at_ms <= ?2", now, now - kWeek);
    if (due == 0) return false;
    const WeightDeed deed{
        {access::ActorKind::program, {}, "weekly", now}, audit_key, load_weight_state(transaction).version()};
    return apply_learned(transaction, deed, WeightCause::automatic).has_value();
  });
}

}  // namespace kringwerk::introductions
