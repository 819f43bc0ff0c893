#pragma once

#include <vector>

#include "matching/plan_network.h"
#include "matching/price_index.h"
#include "matching/workers.h"

namespace kringwerk::matching {

/// Prices of one part by local position; all at least 0.
struct NodePrices {
  std::vector<double> source{};  ///< u of offers and π of outputs, € per tonne
  std::vector<double> taker{};   ///< w of needs and ρ of activities, € per tonne
  std::vector<double> labour{};  ///< μ per workshop, € per hour; 0 where labour is unlimited
};

/// The four indexes that questions about all arcs of a part need.
struct PartIndexes {
  explicit PartIndexes(const PlanNetwork& network);
  void set_takers(const std::vector<double>& taker_price);
  void set_sources(const std::vector<double>& source_price);
  PriceIndex needs, activities, offers, outputs;
};

/// Which price of a need the bound uses: as it is, or raised until no source would pay more.
enum class NeedPrices : std::uint8_t { as_they_are, raised };

/// An upper bound on the value of any plan of the part, in €, from taker and labour prices alone: sources are priced
/// anew over all allowed arcs, in double. `prices` gets the needs' and sources' prices that prove it. Raising uses the
/// source prices it came with. The bound is rounded outward by more than the sums can lose.
double plan_bound(const PlanNetwork& network, PartIndexes& indexes, Workers& workers, NeedPrices how,
                  NodePrices& prices);

/// A bound that costs nothing but a look at every record: every need pays all its material is worth.
double first_bound(const PlanNetwork& network, NodePrices& prices);

/// Σ supply·u + Σ demand·w + Σ capacity·λ + Σ hours·μ for source prices that are already right, rounded outward.
double bound_of(const PlanNetwork& network, const NodePrices& prices);

}  // namespace kringwerk::matching
