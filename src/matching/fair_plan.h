#pragma once

#include "base/violation.h"
#include "matching/plan.h"

namespace kringwerk::matching {

/// matching.fairness_infeasible when a share above 0 is asked and no small workshop has social work at all: only a plan
/// without any social work would then be fair.
Violations check_fairness(const Instance& instance, double share);

/// The most valuable plan in which small workshops do at least `options.fairness` of all hours, with a shadow price of
/// that wish in its proof, and what the wish costs. The wish is priced per hour; plans below and above the right price
/// are mixed so that it is just met.
Plan solve_fair_plan(const Instance& instance, const PlanOptions& options);

}  // namespace kringwerk::matching
