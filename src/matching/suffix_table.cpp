#include "matching/suffix_table.h"

#include <algorithm>

namespace kringwerk::matching {

SuffixTable::SuffixTable(const Instance& instance, const ArcIndex& arcs, Target target)
    : instance_(instance), arcs_(arcs), target_(target), activities_(instance.activities.size()) {
  constexpr int kLevels = 4;
  constexpr std::size_t kTables = std::size_t{kLevels} * 4;
  reaches_.resize(kTables * activities_);
  for (int further = 0; further < kLevels; ++further) {
    for (Duties duties = 0; duties <= target.duties(); ++duties) {
      if ((duties & ~target.duties()) != 0) continue;
      for (std::size_t activity = 0; activity < activities_; ++activity) {
        const int at = static_cast<int>(activity);
        reaches_[(static_cast<std::size_t>(further) * 4 + duties) * activities_ + activity] =
            entering_reach(at, further, entering(at, duties));
      }
    }
  }
}

Reach SuffixTable::entering_reach(int activity, int further, Duties duties) const {
  const Activity& entered = instance_.activities[static_cast<std::size_t>(activity)];
  const auto capacity = static_cast<double>(entered.capacity_kg);
  Reach reach;
  for (std::size_t output = 0; output < entered.outputs.size(); ++output) {
    const double yield = entered.outputs[output].yield();
    if (yield <= 0) continue;
    const int slot = arcs_.slot(activity, static_cast<int>(output));
    Reach on = leaving_reach(slot, further, duties);
    if (!on.is_possible()) continue;
    on.best *= yield;
    on.worst *= yield;
    on.most_kg = std::min(capacity, on.most_kg / yield);
    on.least_kg = std::min(capacity, on.least_kg / yield);
    for (std::int32_t* day : {&on.earliest_from, &on.latest_from, &on.earliest_to, &on.latest_to}) {
      *day -= entered.lead_days;
    }
    on.has_minimum = on.has_minimum || entered.min_kg > 0;
    on.has_zero_capacity = on.has_zero_capacity || entered.capacity_kg == 0;
    reach.add(on, arcs_.own_value(slot));
  }
  return reach;
}

Reach SuffixTable::leaving_reach(int slot, int further, Duties duties) const {
  Reach reach;
  if (const auto fault = ending(duties)) {
    if (target_.need < 0) {
      reach.add(arcs_.needs(slot, *fault).reach, 0);
    } else if (const Need& need = instance_.needs[static_cast<std::size_t>(target_.need)];
               std::binary_search(need.materials.begin(), need.materials.end(), arcs_.source(slot).material)) {
      const auto arc = arcs_.arc_to_need(arcs_.source(slot), target_.need);
      if (arc && arc->fault == *fault) reach.add(arcs_.reach_of(target_.need, arc->value), 0);
    }
  }
  if (further == 0) return reach;
  for (const NextArc& arc : arcs_.next(slot)) {
    if (const auto left = passing(arc.fault, duties)) reach.add(at(arc.activity, further - 1, *left), arc.value);
  }
  return reach;
}

}  // namespace kringwerk::matching
