#include "planning/io/save_scenario.h"

namespace kringwerk::planning {

namespace {

std::optional<std::int64_t> set_id(std::int64_t value) {
  return value == 0 ? std::nullopt : std::optional(value);
}

std::string outcome_of(const Scenario& scenario) {
  return scenario.outcome ? outcome_text(*scenario.outcome) : "";
}

}  // namespace

void insert_scenario(storage::Connection& transaction, const Scenario& scenario) {
  transaction.execute(
      "INSERT INTO scenario (scenario_id, run_id, hub_id, name, made_by, made_at_ms, changed_at_ms, changes, outcome, "
      "version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
      scenario.id, scenario.run, set_id(scenario.hub ? scenario.hub->value() : 0), scenario.name,
      set_id(scenario.made_by.value()), scenario.made_at, scenario.changed_at, changes_text(scenario.changes),
      outcome_of(scenario), scenario.version);
}

bool update_scenario(storage::Connection& transaction, const Scenario& scenario, Instant now) {
  return transaction.execute(
             "UPDATE scenario SET run_id = ?3, name = ?4, changes = ?5, outcome = ?6, changed_at_ms = ?7, "
             "version = version + 1 WHERE scenario_id = ?1 AND version = ?2",
             scenario.id, scenario.version, scenario.run, scenario.name, changes_text(scenario.changes),
             outcome_of(scenario), now) > 0;
}

bool delete_scenario(storage::Connection& transaction, const Scenario& scenario) {
  return transaction.execute("DELETE FROM scenario WHERE scenario_id = ?1 AND version = ?2", scenario.id,
                             scenario.version) > 0;
}

}  // namespace kringwerk::planning
