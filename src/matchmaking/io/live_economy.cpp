#include "matchmaking/io/live_economy.h"

#include "matchmaking/io/load_economy.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

LiveEconomy::LiveEconomy(storage::Database& database, matching::PolicyRow policy, Instant now)
    : database_(database), policy_(std::move(policy)), news_(now) {}

std::shared_ptr<const Snapshot> LiveEconomy::shared() const {
  const std::scoped_lock lock(sharing_);
  return snapshot_;
}

bool LiveEconomy::is_stale(Day today) {
  // What was heard once is not heard again, so it is remembered until a snapshot has it.
  database_.read([&](storage::Connection& connection) { is_dirty_ = !news_.news(connection).empty() || is_dirty_; });
  const auto current = shared();
  return is_dirty_ || !current || current->economy.today != today;
}

std::shared_ptr<const Snapshot> LiveEconomy::at(Instant now) {
  std::unique_lock lock(making_, std::try_to_lock);
  if (!lock.owns_lock()) {
    if (auto current = shared()) return current;
    lock.lock();
  }
  const Day today = text::brussels_day(now);
  if (!is_stale(today)) return shared();
  auto next = std::make_shared<Snapshot>(database_.read([&](storage::Connection& connection) {
    return Snapshot{.economy = load_economy(connection, policy_, now, today),
                    .terms = materials::load_terms(connection),
                    .world = {},
                    .index = nullptr};
  }));
  // Only now: the world points at the records in their final place.
  next->world = build_instance(next->economy);
  next->index = std::make_unique<matching::MatchIndex>(next->world.instance);
  const std::scoped_lock share(sharing_);
  snapshot_ = std::move(next);
  is_dirty_ = false;
  return snapshot_;
}

}  // namespace kringwerk::matchmaking
