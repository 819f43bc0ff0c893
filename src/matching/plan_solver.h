#pragma once

#include "matching/plan.h"

namespace kringwerk::matching {

/// The most valuable network plan within the period, to a gap that the returned prices prove over all allowed arcs.
/// Always a plan that can be carried out, whatever made it end. `seconds` and `version` are left to the caller. When it
/// ends by its gap the answer is the same, bit for bit, for any number of threads. May be called from several threads.
Plan solve_plan(const Instance& instance, const PlanOptions& options);

}  // namespace kringwerk::matching
