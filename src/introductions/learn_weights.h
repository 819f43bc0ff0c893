#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/result.h"
#include "introductions/introduction.h"
#include "matchmaking/ranking_weights.h"

/// How the numbers of the ranking learn from refusals: slowly, within bounds, with a reason for each step, and never a
/// hard rule. docs/introductions.md tells the rule in words.
namespace kringwerk::introductions {

using matchmaking::RankingNumber;
using matchmaking::RankingWeights;

/// Of how many thousandths of all refusals this reason is expected to be. An assumption of this project; they add up
/// to 1000.
std::int64_t expected_share(Reason reason);

/// The reason that moves a number, and whether more of it raises or lowers the number.
struct Lesson {
  RankingNumber number = RankingNumber::haul;
  Reason reason = Reason::distance;
  int direction = 1;  ///< 1 raises, -1 lowers
};
inline constexpr std::array<Lesson, 5> kLessons{{{RankingNumber::haul, Reason::distance, 1},
                                                 {RankingNumber::handling, Reason::timing, 1},
                                                 {RankingNumber::social, Reason::price, -1},
                                                 {RankingNumber::residue, Reason::quality, 1},
                                                 {RankingNumber::coproduct, Reason::amount, -1}}};

/// What came of introductions since the last learned step.
struct Evidence {
  std::map<Reason, std::int64_t> refusals;  ///< "no" and "failed"
  std::int64_t agreements = 0;
  std::int64_t refused() const;
};

/// Fewer refusals than this teach nothing.
inline constexpr std::int64_t kLeastRefusals = 20;
/// No weight moves further within seven days, in thousandths of the policy value.
inline constexpr std::int64_t kMostMoveInAWeek = 50;
inline constexpr std::chrono::days kWeek{7};

/// One version of the weights as it was or is in force.
struct WeightVersion {
  std::int64_t version = 1;
  Instant at;
  RankingWeights weights = matchmaking::kPolicyWeights;
  std::int64_t undone_to = 1;  ///< what a click on "back" brings back: the version it stands on
};
/// In force one after another, oldest first; never empty.
using WeightHistory = std::vector<WeightVersion>;

/// One number's step, with the facts that explain it.
struct LearnedStep {
  Lesson lesson;
  std::int64_t found = 0;     ///< refusals for the reason
  std::int64_t expected = 0;  ///< thousandths
  std::int64_t before = matchmaking::kPolicyWeight;
  std::int64_t after = matchmaking::kPolicyWeight;
};

/// What the evidence proposes now: all five numbers, those that stay included. Nothing with too few refusals.
/// A number moves by a fifth of how far the share of its reason is from the expected one, times the share of refusals
/// among all ends, when chance does not explain it; at most kMostMoveInAWeek within seven days of any earlier value,
/// and never further than matchmaking::kWidestWeight from the policy.
std::vector<LearnedStep> learn(const Evidence& evidence, const WeightHistory& history, Instant now);
RankingWeights weights_after(const std::vector<LearnedStep>& steps, const RankingWeights& before);

/// The weights of the version before the one in force. Rules: introductions.weight_nothing_to_undo,
/// introductions.weight_too_fast when a number would move too far within seven days.
Result<RankingWeights> step_back(const WeightHistory& history, Instant now);

/// The span of values that a number may take at `now`.
struct Span {
  std::int64_t least = 0;
  std::int64_t most = 0;
};
Span allowed_span(const WeightHistory& history, RankingNumber number, Instant now);

}  // namespace kringwerk::introductions
