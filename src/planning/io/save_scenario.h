#pragma once

#include "planning/io/load_scenario.h"

namespace kringwerk::planning {

void insert_scenario(storage::Connection& transaction, const Scenario& scenario);
/// Name, plan, changes and outcome; the version goes up by one. False, and nothing kept, when the store has another
/// version than scenario.version.
bool update_scenario(storage::Connection& transaction, const Scenario& scenario, Instant now);
bool delete_scenario(storage::Connection& transaction, const Scenario& scenario);

}  // namespace kringwerk::planning
