#include "introductions/learn_weights.h"

#include <algorithm>

#include "base/ensure.h"

namespace kringwerk::introductions {

namespace {

using matchmaking::kPolicyWeight;
using matchmaking::kWidestWeight;

constexpr std::int64_t kThousand = 1000;
/// A number moves by this part of the distance between found and expected share.
constexpr std::int64_t kPart = 5;

std::int64_t weight_in(const WeightVersion& version, RankingNumber number) {
  return version.weights[static_cast<std::size_t>(number)];
}

/// Whether the distance is more than chance would give: (found − expected)² above 1.645² · e · (1 − e) / n, which
/// chance exceeds once in ten. In thousandths and whole numbers.
bool is_more_than_chance(std::int64_t distance, std::int64_t expected, std::int64_t refusals) {
  constexpr std::int64_t kSquareOfQuantile = 2706;  // 1.645², in thousandths
  return distance * distance * refusals * kThousand > kSquareOfQuantile * expected * (kThousand - expected);
}

/// Half away from zero.
std::int64_t rounded_quotient(std::int64_t dividend, std::int64_t divisor) {
  const std::int64_t half = divisor / 2;
  return dividend >= 0 ? (dividend + half) / divisor : -((-dividend + half) / divisor);
}

std::int64_t wished_move(const Evidence& evidence, const Lesson& lesson) {
  const std::int64_t refusals = evidence.refused();
  const auto found = evidence.refusals.find(lesson.reason);
  const std::int64_t count = found == evidence.refusals.end() ? 0 : found->second;
  const std::int64_t expected = expected_share(lesson.reason);
  const std::int64_t distance = rounded_quotient(count * kThousand, refusals) - expected;
  if (!is_more_than_chance(distance, expected, refusals)) return 0;
  return lesson.direction * rounded_quotient(distance * refusals, kPart * (refusals + evidence.agreements));
}

}  // namespace

std::int64_t expected_share(Reason reason) {
  constexpr std::array<std::int64_t, kReasonKeys.size()> kShares{200, 150, 150, 120, 150, 50, 80, 50, 50};
  return kShares[static_cast<std::size_t>(reason)];
}

std::int64_t Evidence::refused() const {
  std::int64_t all = 0;
  for (const auto& [reason, count] : refusals) all += count;
  return all;
}

Span allowed_span(const WeightHistory& history, RankingNumber number, Instant now) {
  ensure(!history.empty(), "some weights are always in force");
  std::int64_t highest = weight_in(history.back(), number);
  std::int64_t lowest = highest;
  for (std::size_t i = 0; i < history.size(); ++i) {
    // A version counts while it was in force: until the next one came.
    const bool counts = i + 1 == history.size() || history[i + 1].at > now - kWeek;
    if (!counts) continue;
    highest = std::max(highest, weight_in(history[i], number));
    lowest = std::min(lowest, weight_in(history[i], number));
  }
  return {std::max(highest - kMostMoveInAWeek, kPolicyWeight - kWidestWeight),
          std::min(lowest + kMostMoveInAWeek, kPolicyWeight + kWidestWeight)};
}

std::vector<LearnedStep> learn(const Evidence& evidence, const WeightHistory& history, Instant now) {
  std::vector<LearnedStep> steps;
  if (evidence.refused() < kLeastRefusals) return steps;
  for (const Lesson& lesson : kLessons) {
    const auto found = evidence.refusals.find(lesson.reason);
    LearnedStep step;
    step.lesson = lesson;
    step.found = found == evidence.refusals.end() ? 0 : found->second;
    step.expected = expected_share(lesson.reason);
    step.before = weight_in(history.back(), lesson.number);
    const Span span = allowed_span(history, lesson.number, now);
    step.after = std::clamp(step.before + wished_move(evidence, lesson), span.least, span.most);
    steps.push_back(step);
  }
  return steps;
}

RankingWeights weights_after(const std::vector<LearnedStep>& steps, const RankingWeights& before) {
  RankingWeights weights = before;
  for (const LearnedStep& step : steps) weights[static_cast<std::size_t>(step.lesson.number)] = step.after;
  return weights;
}

Result<RankingWeights> step_back(const WeightHistory& history, Instant now) {
  ensure(!history.empty(), "some weights are always in force");
  const WeightVersion& current = history.back();
  const auto target = std::find_if(history.begin(), history.end(), [&](const WeightVersion& version) {
    return version.version == current.undone_to && version.version != current.version;
  });
  if (target == history.end()) return Invalid{{Violation{"introductions.weight_nothing_to_undo", "", {}}}};
  for (const Lesson& lesson : kLessons) {
    const Span span = allowed_span(history, lesson.number, now);
    const std::int64_t wanted = weight_in(*target, lesson.number);
    if (wanted < span.least || wanted > span.most) {
      return Invalid{{Violation{"introductions.weight_too_fast", "", {}}}};
    }
  }
  return target->weights;
}

}  // namespace kringwerk::introductions
