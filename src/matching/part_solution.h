#pragma once

#include <functional>

#include "matching/part_start.h"
#include "matching/plan.h"
#include "matching/plan_bound.h"
#include "matching/whole_plan.h"
#include "matching/workers.h"

namespace kringwerk::matching {

/// The best plan and the best proof found for one part so far. They need not belong together.
struct PartSolution {
  WholePlan plan{};
  NodePrices prices{};
  double upper_bound_eur = 0;
  bool is_exact = false;  ///< solved to its end: only rounding separates plan and bound
  void improve(WholePlan more);
  void improve(const NodePrices& more, double bound);
  double gap() const { return plan_gap(plan.objective_eur, upper_bound_eur); }
};

/// The empty plan with the bound that costs nothing.
PartSolution first_solution(const PlanNetwork& network);

/// What a solver of one part is told.
struct PartTask {
  const PlanNetwork& network;
  PartIndexes& indexes;  ///< of the network; solvers put their prices in
  Workers& workers;
  double gap = 0.01;
  std::function<StopReason()> stop{};
  std::function<void(const PartSolution&)> report{};  ///< after every improvement
  const PartStart* start = nullptr;                   ///< may be null
};

/// Clp with arcs generated as they turn out to be worthwhile: exact unless stopped.
PartSolution solve_exactly(const PartTask& task);

/// Network simplex with arcs generated as they turn out to be worthwhile, for a part without activities: exact unless
/// the gap or a stop ends it sooner. One run is not interrupted; kTransportRecords keeps it within a second or so.
PartSolution solve_transport(const PartTask& task);
inline constexpr std::size_t kTransportRecords = 60'000;

/// PDHG on priced arcs until plan and proof over all arcs are within the gap, for parts of any size. When single
/// precision cannot come that near, solve_exactly goes on from there.
PartSolution solve_nearly(const PartTask& task);

}  // namespace kringwerk::matching
