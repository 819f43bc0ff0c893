#pragma once

#include <vector>

#include "matching/plan_network.h"

namespace kringwerk::matching {

/// Which of `parts`, the parts of `now`, stand in `before` as well: the same records with the same values, under policy
/// numbers that give them the same worth. What a plan of `before` says about such a part, and what proves it, still
/// holds.
std::vector<bool> same_parts(const Instance& before, const Instance& now, const std::vector<PlanPart>& parts);

}  // namespace kringwerk::matching
