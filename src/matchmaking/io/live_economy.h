#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "matching/match_index.h"
#include "matchmaking/economy_instance.h"
#include "materials/io/load_materials.h"
#include "storage/database.h"

namespace kringwerk::matchmaking {

/// The economy of one moment, prepared for questions. Immutable.
struct Snapshot {
  std::int64_t version = 0;  ///< of the list of streams it was loaded from
  Economy economy;
  materials::Terms terms;
  EconomyInstance world;
  std::unique_ptr<matching::MatchIndex> index;
};

/// The economy as it is now, shared by all requests.
/// A change of a stream in the store, or a new day, makes a new snapshot; one thread makes it, the others go on with
/// the one before. Thread rule: any thread.
class LiveEconomy {
 public:
  LiveEconomy(storage::Database& database, matching::PolicyRow policy)
      : database_(database), policy_(std::move(policy)) {}
  LiveEconomy(const LiveEconomy&) = delete;
  LiveEconomy& operator=(const LiveEconomy&) = delete;

  std::shared_ptr<const Snapshot> at(Instant now);

 private:
  std::shared_ptr<const Snapshot> shared() const;
  std::shared_ptr<const Snapshot> make(Instant now, Day today) const;

  storage::Database& database_;
  matching::PolicyRow policy_;
  std::mutex making_;           ///< held while making the next snapshot
  mutable std::mutex sharing_;  ///< held for the moment of a pointer's copy
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace kringwerk::matchmaking
