#include "matching/part_solution.h"

#include <utility>

namespace kringwerk::matching {

void PartSolution::improve(WholePlan more) {
  if (more.objective_eur > plan.objective_eur) plan = std::move(more);
}

void PartSolution::improve(const NodePrices& more, double bound) {
  if (bound >= upper_bound_eur) return;
  prices = more;
  upper_bound_eur = bound;
}

PartSolution first_solution(const PlanNetwork& network) {
  PartSolution solution;
  solution.plan.throughput.assign(network.activity_ids.size(), 0);
  solution.upper_bound_eur = first_bound(network, solution.prices);
  return solution;
}

}  // namespace kringwerk::matching
