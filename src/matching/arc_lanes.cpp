#include "matching/arc_lanes.h"

#include <algorithm>
#include <numeric>

#include "matching/nth.h"

namespace kringwerk::matching {

ArcLanes::ArcLanes(const PlanNetwork& network, const ArcSet& arcs, int first, int last) {
  const auto arcs_of = [&](int source) { return nth(arcs.first, source + 1) - nth(arcs.first, source); };
  std::vector<int> sources(static_cast<std::size_t>(last - first));
  std::iota(sources.begin(), sources.end(), first);
  std::stable_sort(sources.begin(), sources.end(), [&](int a, int b) { return arcs_of(a) > arcs_of(b); });
  for (std::size_t at = 0; at < sources.size() && arcs_of(sources[at]) > 0; at += kLanes) {
    Row row;
    row.begin = taker.size();
    row.end = row.begin + static_cast<std::size_t>(arcs_of(sources[at])) * kLanes;
    taker.resize(row.end, size_of(network.takers));
    for (auto* numbers : {&value, &tonnes, &room}) numbers->resize(row.end, 0.0F);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const bool is_used = at + lane < sources.size();
      const int source = is_used ? sources[at + lane] : size_of(network.sources);
      row.source[lane] = source;
      for (int i = 0; is_used && i < arcs_of(source); ++i) {
        const std::size_t slot = row.begin + static_cast<std::size_t>(i) * kLanes + lane;
        const int of_set = nth(arcs.first, source) + i;
        taker[slot] = nth(arcs.taker, of_set);
        value[slot] = nth(arcs.value, of_set);
        tonnes[slot] = nth(arcs.tonnes, of_set);
        room[slot] = static_cast<float>(
            std::min(nth(network.sources, source).tonnes, nth(network.takers, nth(arcs.taker, of_set)).tonnes));
      }
    }
    rows.push_back(row);
  }
  anchor = tonnes;
}

void ArcLanes::read_tonnes(ArcSet& arcs) const {
  const int sources = size_of(arcs.first) - 1;
  for (const Row& row : rows) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const int source = row.source[lane];
      if (source == sources) continue;
      for (int i = nth(arcs.first, source); i < nth(arcs.first, source + 1); ++i) {
        nth(arcs.tonnes, i) = tonnes[row.begin + static_cast<std::size_t>(i - nth(arcs.first, source)) * kLanes + lane];
      }
    }
  }
}

}  // namespace kringwerk::matching
