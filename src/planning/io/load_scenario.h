#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "planning/io/load_plan_run.h"
#include "planning/scenario.h"
#include "planning/whatif_outcome.h"

namespace kringwerk::planning {

/// A kept question "what if".
struct Scenario {
  ScenarioId id;
  RunId run;                             ///< the plan it stands on
  std::optional<access::ScopedHub> hub;  ///< for the people of this hub only; absent: for the network
  std::string name;
  access::PersonId made_by;  ///< unset: erased
  Instant made_at;
  Instant changed_at;
  std::vector<Change> changes;
  std::optional<WhatifOutcome> outcome;  ///< absent until the first change
  bool is_hidden = false;                ///< there is one, which its reader may not be told now
  std::int64_t version = 1;
};

/// What the policy asks of it.
access::RecordFacts facts_of(const Scenario& scenario);

/// The scenario when `reader` may read it: absent and denied are the same. `day`: today in Brussels.
std::optional<Scenario> load_scenario(storage::Connection& connection, ScenarioId id, const access::Actor& reader,
                                      Day day);
/// All that `reader` may read, changed last first; at most 200.
std::vector<Scenario> load_scenarios(storage::Connection& connection, const access::Actor& reader, Day day);

/// The plan a scenario stands on: of its hub, else of the network. nullopt: it is gone.
std::optional<LoadedPlan> load_plan_of(storage::Connection& connection, const Scenario& scenario);
/// Its run alone.
std::optional<PlanRun> load_run_of(storage::Connection& connection, const Scenario& scenario);
/// The latest plan that a scenario for `hub` can stand on: the hub's own, else the network's.
std::optional<PlanRun> load_latest_for(storage::Connection& connection, std::optional<access::ScopedHub> hub);

}  // namespace kringwerk::planning
