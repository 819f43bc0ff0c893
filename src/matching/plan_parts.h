#pragma once

#include <vector>

#include "matching/plan_network.h"

namespace kringwerk::matching {

/// Cuts an instance where nothing can flow across: a material belongs with the needs and activities that take it and
/// the activities that make it; activities that share a limit on labour belong together. Smallest part first.
/// Needs alone are left out. Activities that nothing is offered to stay: their prices belong to the proof.
std::vector<PlanPart> plan_parts(const Instance& instance);

}  // namespace kringwerk::matching
