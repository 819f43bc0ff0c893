#pragma once

#include <cstddef>
#include <vector>

#include "matching/plan_bound.h"
#include "matching/plan_network.h"
#include "matching/price_index.h"
#include "matching/workers.h"

namespace kringwerk::matching {

/// The arcs that a solver looks at, by source and then by taker, ascending.
struct ArcSet {
  std::vector<int> first{};  ///< per source, one more to end the last
  std::vector<int> taker{};
  std::vector<float> value{};  ///< € per tonne
  std::vector<float> tonnes{};
  std::size_t size() const { return taker.size(); }
};

/// How many arcs to look for at each node, and how close to worthwhile they must be.
struct ArcWish {
  std::size_t needs_of_offer = 6;
  std::size_t needs_of_output = 16;
  std::size_t activities = 3;  ///< of an offer; an output gets twice as many
  std::size_t outputs_of_need = 4;
  std::size_t offers_of_need = 1;
  double slack_eur_per_t = 3;  ///< new arcs may lose up to this much at the present prices
  double keep_eur_per_t = 3;   ///< arcs of the old set without flow are dropped when they lose more
};

/// Arcs without any price: what every node would like best, as many as `wish` says, and everything when the part is
/// small.
ArcWish first_wish(const PlanNetwork& network, ArcWish wish = {});

/// The next arc set under present prices: what is kept of `old`, the best takers of every source and the best sources
/// of every need. `indexes` get the prices. The same for any number of threads.
ArcSet generate_arcs(const PlanNetwork& network, PartIndexes& indexes, Workers& workers, const NodePrices& prices,
                     const ArcWish& wish, const ArcSet& old);

}  // namespace kringwerk::matching
