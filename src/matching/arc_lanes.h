#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "matching/arc_set.h"
#include "matching/lanes.h"
#include "matching/plan_network.h"

namespace kringwerk::matching {

/// The arcs of some sources the way a processor likes them: four sources of nearly equal numbers of arcs make a row of
/// lanes, and the n-th arcs of the four stand side by side, so that one instruction moves several. Lanes without an arc
/// have no room and lead to one taker more than there are (sliced ELLPACK, as it is called for sparse matrices).
struct ArcLanes {
  struct Row {
    std::array<int, kLanes> source{};  ///< one more than there are where a lane has no source
    std::size_t begin = 0;
    std::size_t end = 0;  ///< of slots, a multiple of kLanes from `begin`
  };

  /// Of the sources [first, last).
  ArcLanes(const PlanNetwork& network, const ArcSet& arcs, int first, int last);

  /// The present tonnes, to where they belong in the arc set that the lanes were made from.
  void read_tonnes(ArcSet& arcs) const;

  std::vector<Row> rows;
  std::vector<int> taker;
  std::vector<float> value, tonnes, anchor;
  std::vector<float> room;  ///< the most that an arc can carry, tonnes; 0 where there is none
};

}  // namespace kringwerk::matching
