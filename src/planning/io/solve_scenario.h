#pragma once

#include <chrono>

#include "base/result.h"
#include "planning/io/load_scenario.h"

namespace kringwerk::planning {

/// How long one question may take before the best answer so far is given.
inline constexpr std::chrono::seconds kWhatifDeadline{15};

/// The plan again with the changes, starting from the plan there is: parts that no change touches are not solved again.
/// Invalid when the changes do not fit the plan's records: the findings of matching::apply_changes and build_instance.
Result<WhatifOutcome> solve_changes(const LoadedPlan& plan, const std::vector<Change>& changes);

}  // namespace kringwerk::planning
