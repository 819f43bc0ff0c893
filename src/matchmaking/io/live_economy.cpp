#include "matchmaking/io/live_economy.h"

#include "matchmaking/io/load_economy.h"
#include "materials/io/load_streams.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

std::shared_ptr<const Snapshot> LiveEconomy::shared() const {
  const std::scoped_lock lock(sharing_);
  return snapshot_;
}

std::shared_ptr<const Snapshot> LiveEconomy::make(Instant now, Day today) const {
  auto next = std::make_shared<Snapshot>(database_.read([&](storage::Connection& connection) {
    return Snapshot{.version = materials::load_list_version(connection),
                    .economy = load_economy(connection, policy_, now, today),
                    .terms = materials::load_terms(connection),
                    .world = {},
                    .index = nullptr};
  }));
  // Only now: the world points at the records in their final place.
  next->world = build_instance(next->economy);
  next->index = std::make_unique<matching::MatchIndex>(next->world.instance);
  return next;
}

std::shared_ptr<const Snapshot> LiveEconomy::at(Instant now) {
  const Day today = text::brussels_day(now);
  const std::int64_t version = database_.read(materials::load_list_version);
  const auto serves = [&](const Snapshot* snapshot) {
    return snapshot != nullptr && snapshot->version >= version && snapshot->economy.today == today;
  };
  auto current = shared();
  if (serves(current.get())) return current;
  std::unique_lock lock(making_, std::try_to_lock);
  if (!lock.owns_lock()) {
    if (current) return current;
    lock.lock();
  }
  current = shared();
  if (serves(current.get())) return current;
  auto next = make(now, today);
  const std::scoped_lock share(sharing_);
  snapshot_ = next;
  return next;
}

}  // namespace kringwerk::matchmaking
