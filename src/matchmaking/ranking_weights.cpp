#include "matchmaking/ranking_weights.h"

#include <algorithm>

namespace kringwerk::matchmaking {

namespace {

double factor(std::int64_t weight) {
  const std::int64_t bounded = std::clamp(weight, kPolicyWeight - kWidestWeight, kPolicyWeight + kWidestWeight);
  return static_cast<double>(bounded) / static_cast<double>(kPolicyWeight);
}

}  // namespace

matching::PolicyRow weighed(const matching::PolicyRow& shipped, const RankingWeights& weights) {
  matching::PolicyRow policy = shipped;
  policy.tau_eur_per_tkm *= factor(weights[0]);
  policy.k_eur_per_t *= factor(weights[1]);
  policy.sigma_eur_per_h *= factor(weights[2]);
  policy.residue_eur_per_t *= factor(weights[3]);
  policy.beta = std::min(1.0, policy.beta * factor(weights[4]));
  return policy;
}

double number_in(const matching::PolicyRow& policy, RankingNumber number) {
  switch (number) {
    case RankingNumber::haul:
      return policy.tau_eur_per_tkm;
    case RankingNumber::handling:
      return policy.k_eur_per_t;
    case RankingNumber::social:
      return policy.sigma_eur_per_h;
    case RankingNumber::residue:
      return policy.residue_eur_per_t;
    case RankingNumber::coproduct:
      break;
  }
  return policy.beta;
}

}  // namespace kringwerk::matchmaking
