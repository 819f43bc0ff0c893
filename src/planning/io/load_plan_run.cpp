#include "planning/io/load_plan_run.h"

#include <algorithm>
#include <stdexcept>

#include "base/ensure.h"
#include "matching/io/load_plan_files.h"

namespace kringwerk::planning {

namespace {

using storage::Connection;
using storage::Rows;

constexpr std::string_view kColumns =
    "run_id, asked_by, asked_at_ms, hub_id, period_from_on, period_to_on, gap_wanted, deadline_seconds, fairness, "
    "offers, needs, activities, state, ending, objective_eur, upper_bound_eur, gap, seconds, check_result, failure, "
    "cancel_asked, started_at_ms, ended_at_ms";

/// A number no hub has stands for the network, so that one condition serves both.
constexpr std::string_view kOfAudience = "COALESCE(plan_run.hub_id, 0) = ";

std::int64_t audience_number(const RunAudience& audience) {
  return audience ? audience->value() : 0;
}

template <class Value, std::size_t N>
Value value_of(const std::array<std::string_view, N>& keys, std::string_view key) {
  const auto found = std::find(keys.begin(), keys.end(), key);
  ensure(found != keys.end(), "the store holds a word that is known");
  return static_cast<Value>(found - keys.begin());
}

PlanRun read_run(const Rows& rows) {
  PlanRun run;
  run.id = rows.get<RunId>(0);
  run.asked_by = rows.get<std::optional<access::PersonId>>(1).value_or(access::PersonId{});
  run.asked_at = rows.get<Instant>(2);
  run.hub = rows.get<std::optional<access::ScopedHub>>(3);
  run.period = {rows.get<Day>(4), rows.get<Day>(5)};
  run.wish = {rows.get<double>(6), rows.get<int>(7), rows.get<double>(8)};
  run.counts = {rows.get<std::int64_t>(9), rows.get<std::int64_t>(10), rows.get<std::int64_t>(11)};
  run.state = value_of<RunState>(kRunStateKeys, rows.get<std::string>(12));
  run.result = {.ending = value_of<RunEnding>(kRunEndingKeys, rows.get<std::string>(13)),
                .objective_eur = rows.get<double>(14),
                .upper_bound_eur = rows.get<double>(15),
                .gap = rows.get<double>(16),
                .seconds = rows.get<double>(17),
                .check = value_of<RunCheck>(kRunCheckKeys, rows.get<std::string>(18))};
  run.failure = rows.get<std::string>(19);
  run.is_cancel_asked = rows.get<bool>(20);
  run.started_at = rows.get<std::optional<Instant>>(21);
  run.ended_at = rows.get<std::optional<Instant>>(22);
  return run;
}

std::string select(std::string_view rest) {
  return "SELECT " + std::string(kColumns) + " FROM plan_run WHERE " + std::string(rest);
}

std::optional<PlanRun> first(Rows rows) {
  return rows.next() ? std::optional(read_run(rows)) : std::nullopt;
}

template <class T>
T readable(Result<T> read, const char* what) {
  if (!read) throw std::runtime_error(std::string("a kept plan run cannot be read: ") + what);
  return *std::move(read);
}

}  // namespace

std::optional<PlanRun> load_plan_run(Connection& connection, RunId id, RunAudience audience) {
  return first(
      connection.query(select("run_id = ?1 AND " + std::string(kOfAudience) + "?2"), id, audience_number(audience)));
}

std::optional<PlanRun> load_run_to_decide(Connection& connection, RunId id) {
  return first(connection.query(select("run_id = ?1"), id));
}

std::optional<PlanRun> load_latest_plan(Connection& connection, RunAudience audience) {
  return first(connection.query(select("ending <> '' AND state IN ('done', 'cancelled') AND " +
                                       std::string(kOfAudience) + "?1 ORDER BY ended_at_ms DESC, run_id DESC LIMIT 1"),
                                audience_number(audience)));
}

std::optional<PlanRun> load_unfinished_run(Connection& connection, RunAudience audience) {
  return first(connection.query(select("state IN ('waiting', 'running') AND " + std::string(kOfAudience) +
                                       "?1 ORDER BY asked_at_ms, run_id LIMIT 1"),
                                audience_number(audience)));
}

std::vector<PlanRun> load_plan_runs(Connection& connection, const RunPart& part,
                                    const std::vector<RunAudience>& audiences) {
  std::string numbers;
  for (const RunAudience& audience : audiences) {
    numbers += (numbers.empty() ? "" : ", ") + std::to_string(audience_number(audience));
  }
  std::vector<PlanRun> runs;
  Rows rows = connection.query(select("(?1 = 0 OR run_id < ?1) AND COALESCE(plan_run.hub_id, 0) IN (" + numbers +
                                      ") ORDER BY run_id DESC LIMIT ?2"),
                               part.before, part.most);
  while (rows.next()) runs.push_back(read_run(rows));
  return runs;
}

RunFiles load_run_files(Connection& connection, RunId id) {
  RunFiles files;
  Rows rows = connection.query("SELECT name, content FROM plan_run_file WHERE run_id = ?1", id);
  while (rows.next()) files.emplace(rows.get<std::string>(0), rows.get<std::string>(1));
  return files;
}

std::optional<std::string> load_run_file(Connection& connection, RunId id, std::string_view name) {
  Rows rows = connection.query("SELECT content FROM plan_run_file WHERE run_id = ?1 AND name = ?2", id, name);
  return rows.next() ? std::optional(rows.get<std::string>(0)) : std::nullopt;
}

std::optional<LoadedPlan> load_plan(Connection& connection, RunId id, RunAudience audience) {
  auto run = load_plan_run(connection, id, audience);
  if (!run) return std::nullopt;
  RunFiles files = load_run_files(connection, id);
  const auto plan = files.find(std::string(kPlanFile));
  if (plan == files.end()) return std::nullopt;
  matching::Instance instance = readable(matching::read_instance(files), "its instance");
  matching::Plan read = readable(matching::read_plan(instance, plan->second), "its plan");
  return LoadedPlan{*std::move(run), std::move(files), std::move(instance), std::move(read)};
}

}  // namespace kringwerk::planning
