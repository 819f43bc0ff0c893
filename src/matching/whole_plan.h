#pragma once

#include <vector>

#include "matching/arc_set.h"
#include "matching/plan_network.h"

namespace kringwerk::matching {

/// Kilograms on one allowed arc; local source and taker.
struct WholeFlow {
  int source = 0;
  int taker = 0;
  Kilograms kg = 0;
};

/// A plan of one part that can be carried out as it stands, every amount in whole kilograms.
struct WholePlan {
  std::vector<WholeFlow> flows{};  ///< by source, then taker
  std::vector<Kilograms> throughput{};
  Kilograms residue_kg = 0;
  Kilograms untaken_kg = 0;
  double objective_eur = 0;
};

/// Rounds tonnes on arcs, feasible or not, to a plan: down the order of the activities, what is too much is scaled
/// back, what floors lose is handed out again by largest remainder, and what is left over goes to needs that still
/// want it, best value first. An activity makes floor(yield × throughput) of each output; the rest is residue.
/// `throughput_tonnes` says how much labour each activity would like; hard limits hold in any case.
WholePlan whole_plan(const PlanNetwork& network, const ArcSet& arcs, const std::vector<float>& tonnes,
                     const std::vector<double>& throughput_tonnes);
WholePlan whole_plan(const PlanNetwork& network, const ArcSet& arcs, const std::vector<double>& tonnes,
                     const std::vector<double>& throughput_tonnes);

}  // namespace kringwerk::matching
