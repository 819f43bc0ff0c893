#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "matching/instance_rows.h"

/// The policy numbers of the ranking, each with a weight learned from what came of introductions. A weight is in
/// thousandths of the policy value, 1000 when nothing was learned. What a chain must keep to (permits, quality,
/// distance, dates) has no weight: it is never learned.
namespace kringwerk::matchmaking {

/// τ, k, σ, ϱ and β of docs/matching.md.
enum class RankingNumber { haul, handling, social, residue, coproduct };
inline constexpr std::array<std::string_view, 5> kRankingNumberKeys{"haul", "handling", "social", "residue",
                                                                    "coproduct"};

inline constexpr std::int64_t kPolicyWeight = 1000;
/// No weight is further from the policy than this.
inline constexpr std::int64_t kWidestWeight = 200;

using RankingWeights = std::array<std::int64_t, 5>;  ///< in the order of RankingNumber
inline constexpr RankingWeights kPolicyWeights{kPolicyWeight, kPolicyWeight, kPolicyWeight, kPolicyWeight,
                                               kPolicyWeight};

/// The policy with each number times its weight. A weight outside the bounds counts as the bound; β stays at most 1.
matching::PolicyRow weighed(const matching::PolicyRow& shipped, const RankingWeights& weights);

/// One number of a policy, as it stands there.
double number_in(const matching::PolicyRow& policy, RankingNumber number);

}  // namespace kringwerk::matchmaking
