#pragma once

#include "matching/plan.h"
#include "matching/plan_network.h"

namespace kringwerk::matching {

/// Every tenth offer and need of a part, with all its activities at the capacity and hours that go with that share: a
/// small likeness whose prices are nearly those of the whole. Ids stay.
Instance sample_of(const PlanNetwork& network);

/// The plan of a sample as a start for the whole: as translated_plan, with throughput grown back.
Plan start_from_sample(const Instance& sample, const Plan& plan, const PlanNetwork& network);

}  // namespace kringwerk::matching
