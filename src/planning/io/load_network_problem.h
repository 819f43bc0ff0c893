#pragma once

#include <string_view>

#include "materials/readers.h"
#include "planning/instance_texts.h"
#include "planning/network_problem.h"
#include "storage/connection.h"

namespace kringwerk::planning {

/// The numbers of the shipped policy.toml and where each comes from.
struct PlanPolicy {
  matching::PolicyRow row;
  PolicySources sources;
};
/// Throws std::runtime_error when the text is faulty: a fault of ours.
PlanPolicy load_plan_policy(std::string_view policy_toml);

/// What the audience may see now, as a problem of a plan over the coming 13 weeks.
NetworkProblem load_network_problem(storage::Connection& connection, const PlanPolicy& policy, Instant now,
                                    const materials::Audience& audience);

/// The files of a run that is to be queued: the instance and the names.
RunFiles files_of(const NetworkProblem& problem, const PolicySources& sources);

}  // namespace kringwerk::planning
