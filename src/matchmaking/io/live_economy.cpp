#include "matchmaking/io/live_economy.h"

#include <algorithm>

#include "matchmaking/io/load_economy.h"
#include "matchmaking/io/load_weights.h"
#include "materials/io/load_streams.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

std::shared_ptr<LiveEconomy::Kept> LiveEconomy::kept_for(const materials::Audience& audience) {
  const std::scoped_lock lock(sharing_);
  std::shared_ptr<Kept>& kept = kept_[audience];
  if (!kept) kept = std::make_shared<Kept>();
  kept->last_asked = ++questions_;
  std::shared_ptr<Kept> asked = kept;
  if (kept_.size() > kMostKept) {
    kept_.erase(std::min_element(kept_.begin(), kept_.end(), [](const auto& a, const auto& b) {
      return a.second->last_asked < b.second->last_asked;
    }));
  }
  return asked;
}

std::shared_ptr<const Snapshot> LiveEconomy::shared(const Kept& kept) const {
  const std::scoped_lock lock(sharing_);
  return kept.snapshot;
}

std::shared_ptr<const Snapshot> LiveEconomy::make(Instant now, const materials::Audience& audience) const {
  auto next = std::make_shared<Snapshot>(database_.read([&](storage::Connection& connection) {
    return Snapshot{.version = materials::load_list_version(connection),
                    .economy = load_economy(connection, weighed_policy(connection, policy_), now, audience),
                    .terms = materials::load_terms(connection),
                    .world = {},
                    .index = nullptr};
  }));
  // Only now: the world points at the records in their final place.
  next->world = build_instance(next->economy);
  next->index = std::make_unique<matching::MatchIndex>(next->world.instance);
  return next;
}

std::shared_ptr<const Snapshot> LiveEconomy::at(Instant now, const materials::Audience& audience) {
  const Day today = text::brussels_day(now);
  const std::int64_t version = database_.read(materials::load_list_version);
  const auto serves = [&](const Snapshot* snapshot) {
    return snapshot != nullptr && snapshot->version >= version && snapshot->economy.today == today;
  };
  const std::shared_ptr<Kept> kept = kept_for(audience);
  auto current = shared(*kept);
  if (serves(current.get())) return current;
  const std::scoped_lock lock(kept->making);
  current = shared(*kept);
  if (serves(current.get())) return current;
  auto next = make(now, audience);
  const std::scoped_lock share(sharing_);
  kept->snapshot = next;
  return next;
}

}  // namespace kringwerk::matchmaking
