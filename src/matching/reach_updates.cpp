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
void ReachTables::spread_after(Changed& changed) {
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

void ReachTables::spread_before(Changed& changed) {
  for (int further = 1; further < kMostSteps; ++further) {
    const auto level = static_cast<std::size_t>(further);
    for (const int activity : changed[level - 1]) {
      const Stop& stop = from_.stops.stop(activity);
      for (int slot = stop.first_slot; slot < stop.first_slot + stop.outputs; ++slot) {
        for (const int next : from_.stops.takers(from_.stops.slot(slot).material)) {
          if (join_before(slot, next, further)) add_once(changed[level], next);
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
  spread_after(changed);
}

void ReachTables::add_offer(int material, const TreeEntry& entry) {
  Changed changed;
  for (const int activity : from_.stops.takers(material)) {
    if (!meet_offer(activity, entry)) continue;
    for (int further = 0; further < kMostSteps; ++further) {
      if (further == 0 || keep_offers(activity, further))
        changed[static_cast<std::size_t>(further)].push_back(activity);
    }
  }
  spread_before(changed);
}

void ReachTables::add_activity(int activity) {
  const auto size = static_cast<std::size_t>(from_.stops.stop_count());
  after_.resize(std::max(after_.size(), size));
  before_.resize(std::max(before_.size(), size));
  needs_.resize(std::max(needs_.size(), static_cast<std::size_t>(from_.stops.slot_count())));
  renew(activity);
  Changed after_changed, before_changed;
  for (int further = 0; further < kMostSteps; ++further) {
    after_changed[static_cast<std::size_t>(further)].push_back(activity);
    before_changed[static_cast<std::size_t>(further)].push_back(activity);
  }
  spread_after(after_changed);
  spread_before(before_changed);
}

void ReachTables::renew(int activity) {
  reset(activity);
  gather_ends(activity);
  for (int further = 0; further < kMostSteps; ++further) {
    gather_after(activity, further);
    gather_before(activity, further);
  }
}

void ReachTables::renew_next() {
  if (from_.stops.stop_count() == 0) return;
  renewed_ = (renewed_ + 1) % from_.stops.stop_count();
  renew(renewed_);
}

}  // namespace kringwerk::matching
