#pragma once

#include "base/violation.h"
#include "matching/instance.h"
#include "matching/plan.h"

namespace kringwerk::matching {

/// Whether a plan is what it says, worked out from the instance and the contract in docs/matching.md alone; it shares
/// no code with the solver. Empty: every flow is allowed, no limit is passed, amounts add up in whole kilograms, the
/// objective is the value of the flows, and the stated prices prove the stated bound over all allowed arcs.
/// Otherwise all findings, each naming the record: matching.plan_flow_invalid, matching.plan_arc_forbidden,
/// matching.plan_limit_exceeded, matching.plan_labour_exceeded, matching.plan_unfair, matching.plan_throughput_differs,
/// matching.plan_total_differs, matching.plan_price_invalid, matching.plan_objective_differs,
/// matching.plan_bound_too_low, matching.plan_gap_differs. Positions outside the instance are
/// matching.plan_flow_invalid.
Violations check_plan(const Instance& instance, const Plan& plan);

}  // namespace kringwerk::matching
