#pragma once

#include <vector>

#include "matching/arc_set.h"
#include "matching/plan.h"
#include "matching/plan_bound.h"

namespace kringwerk::matching {

/// Where the work on one part can start: prices, and arcs that carry tonnes.
struct PartStart {
  NodePrices prices{};
  ArcSet arcs{};
  std::vector<double> throughput{};
  bool is_likeness = false;  ///< from a sample: prices are only nearly right, most arcs are missing
};

/// The allowed arcs that a plan uses in this part; `tonnes` gets what flows there.
ArcSet plan_arcs(const PlanNetwork& network, const Plan& plan, std::vector<double>& tonnes);

/// The part's share of a plan of (nearly) the same instance. Flows that are not allowed here are left out. A need whose
/// price is infinite is new: it gets what the best source would pay.
PartStart part_start(const PlanNetwork& network, const Plan& plan, Workers& workers);

}  // namespace kringwerk::matching
