#include "planning/io/load_scenario.h"

namespace kringwerk::planning {

namespace {

using storage::Connection;
using storage::Rows;

constexpr std::string_view kColumns =
    "SELECT scenario_id, run_id, hub_id, name, made_by, made_at_ms, changed_at_ms, changes, outcome, version "
    "FROM scenario WHERE ";

std::string readable() {
  const access::RecordColumns columns{
      .type = "scenario",
      .visibility = "(CASE WHEN scenario.hub_id IS NULL THEN 'network' ELSE 'hub' END)",
      .hubs =
          "SELECT own.hub_id FROM scenario AS own WHERE own.scenario_id = scenario.scenario_id "
          "AND own.hub_id IS NOT NULL",
      .person = "scenario.made_by"};
  return access::readable_condition(columns, "?1", "?2");
}

Scenario read(const Rows& rows) {
  Scenario scenario;
  scenario.id = rows.get<ScenarioId>(0);
  scenario.run = rows.get<RunId>(1);
  scenario.hub = rows.get<std::optional<access::ScopedHub>>(2);
  scenario.name = rows.get<std::string>(3);
  scenario.made_by = rows.get<std::optional<access::PersonId>>(4).value_or(access::PersonId{});
  scenario.made_at = rows.get<Instant>(5);
  scenario.changed_at = rows.get<Instant>(6);
  scenario.changes = read_changes(rows.get<std::string>(7));
  const auto outcome = rows.get<std::string>(8);
  if (!outcome.empty()) scenario.outcome = read_outcome(outcome);
  scenario.version = rows.get<std::int64_t>(9);
  return scenario;
}

}  // namespace

access::RecordFacts facts_of(const Scenario& scenario) {
  access::RecordFacts facts{.type = "scenario", .visibility = scenario.hub ? "hub" : "network", .state = "-"};
  if (scenario.hub) facts.hubs = {scenario.hub->value()};
  if (scenario.made_by.is_set()) facts.person = scenario.made_by;
  return facts;
}

std::optional<Scenario> load_scenario(Connection& connection, ScenarioId id, const access::Actor& reader, Day day) {
  Rows rows =
      connection.query(std::string(kColumns) + readable() + " AND scenario_id = ?3", reader.session, day_text(day), id);
  return rows.next() ? std::optional(read(rows)) : std::nullopt;
}

std::vector<Scenario> load_scenarios(Connection& connection, const access::Actor& reader, Day day) {
  std::vector<Scenario> scenarios;
  Rows rows =
      connection.query(std::string(kColumns) + readable() + " ORDER BY changed_at_ms DESC, scenario_id DESC LIMIT 200",
                       reader.session, day_text(day));
  while (rows.next()) scenarios.push_back(read(rows));
  return scenarios;
}

std::optional<LoadedPlan> load_plan_of(Connection& connection, const Scenario& scenario) {
  if (scenario.hub) {
    if (auto own = load_plan(connection, scenario.run, scenario.hub)) return own;
  }
  return load_plan(connection, scenario.run);
}

std::optional<PlanRun> load_run_of(Connection& connection, const Scenario& scenario) {
  if (scenario.hub) {
    if (auto own = load_plan_run(connection, scenario.run, scenario.hub)) return own;
  }
  return load_plan_run(connection, scenario.run);
}

std::optional<PlanRun> load_latest_for(Connection& connection, std::optional<access::ScopedHub> hub) {
  if (hub) {
    if (auto own = load_latest_plan(connection, hub)) return own;
  }
  return load_latest_plan(connection);
}

}  // namespace kringwerk::planning
