#include "planning/io/save_plan_run.h"

namespace kringwerk::planning {

namespace {

using storage::Connection;
using storage::Rows;

std::optional<std::int64_t> set_id(std::int64_t value) {
  return value == 0 ? std::nullopt : std::optional(value);
}

void keep_file(Connection& transaction, RunId id, std::string_view name, std::string_view content) {
  transaction.execute(
      "INSERT INTO plan_run_file (run_id, name, content) VALUES (?1, ?2, ?3) "
      "ON CONFLICT (run_id, name) DO UPDATE SET content = excluded.content",
      id, name, content);
}

void end_unheld(Connection& transaction, RunId id, RunState state, std::string_view failure, Instant now) {
  transaction.execute(
      "UPDATE plan_run SET state = ?2, failure = ?3, ended_at_ms = ?4, lease = NULL, leased_until_ms = NULL "
      "WHERE run_id = ?1",
      id, key_of(state), failure, now);
}

/// A run that could be taken, as it stands.
struct Candidate {
  HeldRun held;
  bool is_cancel_asked = false;
  int attempts = 0;
};

std::optional<Candidate> next_candidate(Connection& transaction, Instant now) {
  Rows rows = transaction.query(
      "SELECT run_id, gap_wanted, deadline_seconds, fairness, cancel_asked, attempts FROM plan_run "
      "WHERE state = 'waiting' OR (state = 'running' AND leased_until_ms <= ?1) "
      "ORDER BY asked_at_ms, run_id LIMIT 1",
      now);
  if (!rows.next()) return std::nullopt;
  return Candidate{{rows.get<RunId>(0), 0, {rows.get<double>(1), rows.get<int>(2), rows.get<double>(3)}},
                   rows.get<bool>(4),
                   rows.get<int>(5)};
}

}  // namespace

void queue_run(Connection& transaction, const PlanRun& run, const RunFiles& files) {
  transaction.execute(
      "INSERT INTO plan_run (run_id, asked_by, asked_at_ms, hub_id, period_from_on, period_to_on, gap_wanted, "
      "deadline_seconds, fairness, offers, needs, activities, state, ending, objective_eur, upper_bound_eur, gap, "
      "seconds, check_result, failure, cancel_asked, attempts) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'waiting', '', 0, 0, 1, 0, '', '', 0, 0)",
      run.id, set_id(run.asked_by.value()), run.asked_at, set_id(run.hub ? run.hub->value() : 0), *run.period.from,
      *run.period.to, run.wish.gap, run.wish.deadline_seconds, run.wish.fairness, run.counts.offers, run.counts.needs,
      run.counts.activities);
  for (const auto& [name, content] : files) keep_file(transaction, run.id, name, content);
}

std::optional<HeldRun> take_run(Connection& transaction, std::int64_t lease, Instant now) {
  while (auto found = next_candidate(transaction, now)) {
    const RunId id = found->held.id;
    if (found->is_cancel_asked) {
      end_unheld(transaction, id, RunState::cancelled, "", now);
    } else if (found->attempts >= kMostAttempts) {
      end_unheld(transaction, id, RunState::failed, "interrupted", now);
    } else {
      transaction.execute(
          "UPDATE plan_run SET state = 'running', lease = ?2, leased_until_ms = ?3, attempts = attempts + 1, "
          "started_at_ms = COALESCE(started_at_ms, ?4) WHERE run_id = ?1",
          id, lease, now + kRunLease, now);
      found->held.lease = lease;
      return found->held;
    }
  }
  return std::nullopt;
}

bool run_waits(Connection& connection, Instant now) {
  return connection
      .query("SELECT 1 FROM plan_run WHERE state = 'waiting' OR (state = 'running' AND leased_until_ms <= ?1) LIMIT 1",
             now)
      .next();
}

RunOrder keep_progress(Connection& transaction, const HeldRun& held, const RunResult& result, Instant now) {
  const auto kept = transaction.execute(
      "UPDATE plan_run SET leased_until_ms = ?3, objective_eur = ?4, upper_bound_eur = ?5, gap = ?6, seconds = ?7 "
      "WHERE run_id = ?1 AND lease = ?2 AND state = 'running'",
      held.id, held.lease, now + kRunLease, result.objective_eur, result.upper_bound_eur, result.gap, result.seconds);
  if (kept == 0) return RunOrder::lost;
  Rows rows = transaction.query("SELECT cancel_asked FROM plan_run WHERE run_id = ?1", held.id);
  return rows.next() && rows.get<bool>(0) ? RunOrder::cancel : RunOrder::go_on;
}

bool keep_plan(Connection& transaction, const HeldRun& held, const RunResult& result, const std::string& plan_json,
               Instant now) {
  const RunState state = result.ending == RunEnding::cancelled ? RunState::cancelled : RunState::done;
  const auto kept = transaction.execute(
      "UPDATE plan_run SET state = ?3, ending = ?4, objective_eur = ?5, upper_bound_eur = ?6, gap = ?7, seconds = ?8, "
      "check_result = ?9, ended_at_ms = ?10, lease = NULL, leased_until_ms = NULL "
      "WHERE run_id = ?1 AND lease = ?2 AND state = 'running'",
      held.id, held.lease, key_of(state), kRunEndingKeys[static_cast<std::size_t>(result.ending)], result.objective_eur,
      result.upper_bound_eur, result.gap, result.seconds, kRunCheckKeys[static_cast<std::size_t>(result.check)], now);
  if (kept == 0) return false;
  keep_file(transaction, held.id, kPlanFile, plan_json);
  return true;
}

bool keep_failure(Connection& transaction, const HeldRun& held, const std::string& failure, Instant now) {
  return transaction.execute(
             "UPDATE plan_run SET state = 'failed', failure = ?3, ended_at_ms = ?4, lease = NULL, "
             "leased_until_ms = NULL WHERE run_id = ?1 AND lease = ?2 AND state = 'running'",
             held.id, held.lease, failure, now) > 0;
}

void give_back(Connection& transaction, const HeldRun& held) {
  transaction.execute(
      "UPDATE plan_run SET state = 'waiting', attempts = attempts - 1, lease = NULL, leased_until_ms = NULL "
      "WHERE run_id = ?1 AND lease = ?2 AND state = 'running'",
      held.id, held.lease);
}

bool cancel_run(Connection& transaction, RunId id, Instant now) {
  const auto at_once = transaction.execute(
      "UPDATE plan_run SET state = 'cancelled', cancel_asked = 1, ended_at_ms = ?2 "
      "WHERE run_id = ?1 AND state = 'waiting'",
      id, now);
  if (at_once > 0) return true;
  return transaction.execute("UPDATE plan_run SET cancel_asked = 1 WHERE run_id = ?1 AND state = 'running'", id) > 0;
}

}  // namespace kringwerk::planning
