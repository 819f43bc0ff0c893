#include <algorithm>

#include "matching/nth.h"
#include "matching/reach_tables.h"

namespace kringwerk::matching {

namespace {

void add_once(std::vector<int>& list, int value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

}  // namespace

/// Hands what widened at one distance on to the activities that feed those.
void ReachTables::spread(Changed& changed) {
  for (int further = 1; further < kMostSteps; ++further) {
    const auto level = static_cast<std::size_t>(further);
    for (const int next : changed[level - 1]) {
      for (const int material : nth(from_.instance.activities, next).materials) {
        for (const int slot : from_.stops.makers(material)) {
          if (join_after(slot, next, further)) add_once(changed[level], from_.stops.slot(slot).activity);
        }
      }
    }
  }
}

void ReachTables::add_need(int material, const TreeEntry& entry) {
  Changed changed;
  for (const int slot : from_.stops.makers(material)) {
    if (!meet_need(slot, entry)) continue;
    for (int further = 0; further < kMostSteps; ++further) {
      if (end_after(slot, further)) {
        add_once(changed[static_cast<std::size_t>(further)], from_.stops.slot(slot).activity);
      }
    }
  }
  spread(changed);
}

void ReachTables::add_activity(int activity) {
  make_room();
  renew(activity);
  Changed changed;
  for (std::vector<int>& level : changed) level.push_back(activity);
  spread(changed);
}

void ReachTables::renew(int activity) {
  for (ByFurther& of_waiver : after_) {
    for (std::vector<Reach>& list : of_waiver) nth(list, activity) = {};
  }
  const Stop& stop = from_.stops.stop(activity);
  for (int slot = stop.first_slot; slot < stop.first_slot + stop.room; ++slot) {
    for (std::vector<Reach>& list : needs_) nth(list, slot) = {};
  }
  gather_needs(activity);
  for (int further = 0; further < kMostSteps; ++further) gather_after(activity, further);
}

void ReachTables::renew_next() {
  if (from_.stops.stop_count() == 0) return;
  renewed_ = (renewed_ + 1) % from_.stops.stop_count();
  renew(renewed_);
}

}  // namespace kringwerk::matching
