#include "matching/arc_lanes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "matching/nth.h"
#include "matching/plan_parts.h"
#include "matching/random_problem.h"
#include "matching/synthetic_rows.h"

namespace kringwerk::matching {

TEST_CASE("every arc has one lane, and its tonnes come back to it") {
  const Instance instance = built(SyntheticRows({2000, 200}, 5).make());
  int seen = 0;
  for (const PlanPart& part : plan_parts(instance)) {
    const PlanNetwork network(instance, part);
    Workers workers(1);
    PartIndexes indexes(network);
    NodePrices prices;
    first_bound(network, prices);
    ArcSet arcs = generate_arcs(network, indexes, workers, prices, first_wish(network), {});
    for (std::size_t i = 0; i < arcs.size(); ++i) arcs.tonnes[i] = static_cast<float>(i + 1);
    const int sources = size_of(network.sources), middle = sources / 3;
    ArcSet back = arcs;
    std::fill(back.tonnes.begin(), back.tonnes.end(), 0.0F);
    std::set<std::pair<int, int>> pairs;
    for (const auto& [first, last] : {std::pair(0, middle), std::pair(middle, sources)}) {
      const ArcLanes lanes(network, arcs, first, last);
      lanes.read_tonnes(back);
      for (const ArcLanes::Row& row : lanes.rows) {
        for (std::size_t slot = row.begin; slot < row.end; ++slot) {
          if (lanes.taker[slot] == size_of(network.takers)) {
            CHECK(lanes.room[slot] == 0);
            continue;
          }
          CHECK(lanes.room[slot] > 0);
          CHECK(pairs.emplace(row.source[(slot - row.begin) % kLanes], lanes.taker[slot]).second);
        }
      }
    }
    CHECK(pairs.size() == arcs.size());
    CHECK(back.tonnes == arcs.tonnes);
    seen += static_cast<int>(arcs.size());
  }
  CHECK(seen > 1000);
}

}  // namespace kringwerk::matching
