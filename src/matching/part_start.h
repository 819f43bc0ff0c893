#pragma once

#include <vector>

#include "matching/arc_set.h"
#include "matching/plan.h"
#include "matching/plan_bound.h"

namespace kringwerk::matching {

/// Where the work on one part can start: prices that are a proof, and the arcs that carry tonnes.
struct PartStart {
  NodePrices prices{};
  ArcSet arcs{};
  std::vector<double> tonnes{};  ///< on those arcs, exactly
  std::vector<double> throughput{};
};

/// The allowed arcs that a plan uses in this part; `tonnes` gets what flows there.
ArcSet plan_arcs(const PlanNetwork& network, const Plan& plan, std::vector<double>& tonnes);

/// The part's share of a plan of (nearly) the same instance. Flows that are not allowed here are left out. A need whose
/// price is infinite is new: it gets what the best source would pay. Sources are priced over all arcs.
PartStart part_start(const PlanNetwork& network, const Plan& plan, PartIndexes& indexes, Workers& workers);

}  // namespace kringwerk::matching
