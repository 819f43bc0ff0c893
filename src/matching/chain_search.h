#pragma once

#include <cstdint>
#include <vector>

#include "matching/chain.h"
#include "matching/chain_walk.h"
#include "matching/match_index.h"

namespace kringwerk::matching {

enum class Diversity : std::uint8_t { off, on };
enum class NearMisses : std::uint8_t { off, on };

struct ChainQuery {
  QueryKind kind{};
  int record = 0;  ///< position of the offer, need or activity
  int k = 10;
  int max_steps = 4;  ///< 0 to 4
  Diversity diversity = Diversity::on;
  NearMisses near_misses = NearMisses::on;
  Audience sees = kEverybody;  ///< besides the record itself, only what shares a bit with this takes part
};

struct ChainAnswer {
  std::vector<Chain> chains;
  std::vector<NearMiss> near_misses;  ///< at most one per constraint, in the order of the enum
};

/// What the scores of a question are taken per: the whole supply, demand or capacity; 0 where nothing can be asked.
Kilograms basis_of(const Instance& instance, const ChainQuery& query);

/// The k best chains from an offer, to a need or through an activity, exact and in the order of the contract: score
/// rounded to 1e-6 (higher first), fewer steps, then bytewise by (activity, output)…, need, offer. The score is V·T per
/// tonne of supply, demand or capacity. A chain follows only outputs with a yield above zero; a record of zero
/// kilograms or outside the period has no chains. With diversity a chain is kept unless two kept ones share its need
/// (in a need's list: its offer) or two share its set of workshops (the empty set of direct chains is such a set).
/// Thread-safe: many calls on one index at once.
ChainAnswer best_chains(const MatchIndex& index, const ChainQuery& query);

}  // namespace kringwerk::matching
