#pragma once

#include "matchmaking/ranking_weights.h"
#include "storage/connection.h"

namespace kringwerk::matchmaking {

/// The weights that count now, and their version.
struct CurrentWeights {
  std::int64_t version = 1;
  RankingWeights weights = kPolicyWeights;
};
CurrentWeights load_weights(storage::Connection& connection);

/// The shipped policy with the weights that count now. A new version of the weights raises the version of the list of
/// streams, so that whoever keeps an economy in memory loads it anew.
matching::PolicyRow weighed_policy(storage::Connection& connection, const matching::PolicyRow& shipped);

}  // namespace kringwerk::matchmaking
