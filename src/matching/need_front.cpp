#include "matching/need_front.h"

#include <algorithm>

namespace kringwerk::matching {

namespace {

/// The first stair with at most these kilograms; those before it have more.
auto place_for(const std::vector<Reach::Stair>& stairs, float kg) {
  return std::partition_point(stairs.begin(), stairs.end(), [kg](const Reach::Stair& stair) { return stair.kg > kg; });
}

}  // namespace

bool NeedFront::is_beaten(Reach::Stair stair, float least_kg) const {
  if (least_kg > 0 && std::any_of(guarded_.begin(), guarded_.end(), [&](const Guarded& one) {
        return one.least_kg <= least_kg && one.stair.kg >= stair.kg && one.stair.value >= stair.value;
      })) {
    return true;
  }
  const auto at = place_for(stairs_, stair.kg);
  // Values rise, so the last of those with more kilograms has the best.
  if (at != stairs_.begin() && (at - 1)->value >= stair.value) return true;
  return at != stairs_.end() && at->kg == stair.kg && at->value >= stair.value;
}

void NeedFront::add(Reach::Stair stair, int need, const ReachDays& days, float least_kg) {
  if (is_beaten(stair, least_kg)) return;
  widen(days);
  if (least_kg > 0) {
    guarded_.push_back({stair, least_kg, need});
    return;
  }
  const auto at = place_for(stairs_, stair.kg) - stairs_.begin();
  auto end = at;
  while (end < count() && stairs_[static_cast<std::size_t>(end)].value <= stair.value) ++end;
  stairs_.erase(stairs_.begin() + at, stairs_.begin() + end);
  needs_.erase(needs_.begin() + at, needs_.begin() + end);
  stairs_.insert(stairs_.begin() + at, stair);
  needs_.insert(needs_.begin() + at, need);
}

void NeedFront::widen(const ReachDays& days) {
  days_.earliest_from = std::min(days_.earliest_from, days.earliest_from);
  days_.latest_from = std::max(days_.latest_from, days.latest_from);
  days_.earliest_to = std::min(days_.earliest_to, days.earliest_to);
  days_.latest_to = std::max(days_.latest_to, days.latest_to);
}

}  // namespace kringwerk::matching
