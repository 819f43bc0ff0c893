#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "matching/match_index.h"
#include "matchmaking/economy_instance.h"
#include "materials/io/load_materials.h"
#include "storage/database.h"
#include "storage/events.h"

namespace kringwerk::matchmaking {

/// The economy of one moment, prepared for questions. Immutable.
struct Snapshot {
  Economy economy;
  materials::Terms terms;
  EconomyInstance world;
  std::unique_ptr<matching::MatchIndex> index;
};

/// The economy as it is now, shared by all requests.
/// A change announced in the store, or a new day, makes a new snapshot; one thread makes it, the others go on with the
/// one before. Thread rule: any thread.
class LiveEconomy {
 public:
  LiveEconomy(storage::Database& database, matching::PolicyRow policy, Instant now);
  LiveEconomy(const LiveEconomy&) = delete;
  LiveEconomy& operator=(const LiveEconomy&) = delete;

  std::shared_ptr<const Snapshot> at(Instant now);

 private:
  bool is_stale(Day today);
  std::shared_ptr<const Snapshot> shared() const;

  storage::Database& database_;
  matching::PolicyRow policy_;
  std::mutex making_;  ///< held while looking for news and making the next snapshot
  storage::EventReader news_;
  bool is_dirty_ = true;
  mutable std::mutex sharing_;  ///< held for the moment of a pointer's copy
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace kringwerk::matchmaking
