#pragma once

#include <map>
#include <string>

#include "access/actor.h"
#include "access/policy.h"
#include "planning/io/load_plan_run.h"

namespace kringwerk::planning {

/// What the policy asks of a run.
access::RecordFacts facts_of(const PlanRun& run);

/// The run, when `reader` may read it: one of the network, or of a hub where they work.
std::optional<PlanRun> load_readable_run(storage::Connection& connection, RunId id, const access::Actor& reader);

/// The audiences whose runs `reader` may read: the network and hubs, ascending.
std::vector<RunAudience> run_audiences_of(const access::Actor& reader);
/// Hubs for which the sender may start a plan and keep scenarios, ascending.
std::vector<access::ScopedHub> hubs_to_plan_for(const access::Actor& actor);

/// Names of all hubs by id.
std::map<std::int64_t, std::string> load_hub_names(storage::Connection& connection);

}  // namespace kringwerk::planning
