#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "matching/match_index.h"
#include "matchmaking/economy_instance.h"
#include "materials/io/load_materials.h"
#include "materials/readers.h"
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

/// The economy as it is now, one for each audience that asked, shared by all its requests.
/// A change of a stream in the store, or a new day, makes a new snapshot; one thread makes it, the others go on with
/// the one before. Thread rule: any thread.
class LiveEconomy {
 public:
  LiveEconomy(storage::Database& database, matching::PolicyRow policy)
      : database_(database), policy_(std::move(policy)) {}
  LiveEconomy(const LiveEconomy&) = delete;
  LiveEconomy& operator=(const LiveEconomy&) = delete;

  std::shared_ptr<const Snapshot> at(Instant now, const materials::Audience& audience);
  /// What everybody may see.
  std::shared_ptr<const Snapshot> at(Instant now) { return at(now, materials::Audience{}); }

 private:
  /// What one audience is shown. The staff of many hubs ask in turn: only the kMostKept last asked ones are kept.
  struct Kept {
    std::mutex making;                         ///< held while making the next snapshot
    std::shared_ptr<const Snapshot> snapshot;  ///< guarded by sharing_
    std::uint64_t last_asked = 0;              ///< guarded by sharing_
  };
  static constexpr std::size_t kMostKept = 8;
  std::shared_ptr<Kept> kept_for(const materials::Audience& audience);
  std::shared_ptr<const Snapshot> shared(const Kept& kept) const;
  std::shared_ptr<const Snapshot> make(Instant now, const materials::Audience& audience) const;

  storage::Database& database_;
  matching::PolicyRow policy_;
  mutable std::mutex sharing_;  ///< held for the moment of a pointer's copy
  std::uint64_t questions_ = 0;
  std::map<materials::Audience, std::shared_ptr<Kept>> kept_;
};

}  // namespace kringwerk::matchmaking
