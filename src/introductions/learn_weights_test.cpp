#include "introductions/learn_weights.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace kringwerk;
using namespace kringwerk::introductions;
using matchmaking::kPolicyWeight;
using matchmaking::kPolicyWeights;
using matchmaking::kWidestWeight;

namespace {

const Instant kStart = instant_from_ms(1'795'255'445'000);

WeightHistory policy() {
  return {{1, Instant{}, kPolicyWeights, 1}};
}

/// Refusals of which `count` are for `reason`, the others as expected shares would have them.
Evidence with(Reason reason, std::int64_t count, std::int64_t others, std::int64_t agreements = 0) {
  Evidence evidence;
  evidence.refusals[reason] = count;
  evidence.refusals[reason == Reason::trust ? Reason::permit : Reason::trust] = others;
  evidence.agreements = agreements;
  return evidence;
}

std::int64_t after(const Evidence& evidence, const WeightHistory& history, RankingNumber number, Instant now = kStart) {
  return weights_after(learn(evidence, history, now), history.back().weights)[static_cast<std::size_t>(number)];
}

}  // namespace

TEST_CASE("expected shares add up to all refusals") {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < kReasonKeys.size(); ++i) sum += expected_share(static_cast<Reason>(i));
  CHECK(sum == 1000);
}

TEST_CASE("more refusals for a reason than expected move its number, in its direction, a fifth of the distance") {
  struct Case {
    Reason reason;
    std::int64_t count, others, agreements;
    RankingNumber number;
    std::int64_t weight;
  };
  for (const Case& each : {
           Case{Reason::distance, 30, 70, 0, RankingNumber::haul, 1030},    // (300 − 150) / 5
           Case{Reason::distance, 30, 70, 100, RankingNumber::haul, 1015},  // half of all ends were refusals
           Case{Reason::distance, 0, 100, 0, RankingNumber::haul, 970},     // less than expected lowers it
           Case{Reason::distance, 90, 10, 0, RankingNumber::haul, 1050},    // no more than 5 % at once
           Case{Reason::distance, 17, 83, 0, RankingNumber::haul, 1000},    // chance
           Case{Reason::distance, 19, 0, 0, RankingNumber::haul, 1000},     // too few
           Case{Reason::timing, 32, 68, 0, RankingNumber::handling, 1040},  // (320 − 120) / 5
           Case{Reason::price, 40, 60, 0, RankingNumber::social, 960},      // too dear: less for the hours
           Case{Reason::quality, 35, 65, 0, RankingNumber::residue, 1040},  // (350 − 150) / 5
           Case{Reason::amount, 25, 75, 0, RankingNumber::coproduct, 980},  // (250 − 150) / 5
           Case{Reason::permit, 100, 0, 0, RankingNumber::haul, 970},       // a hard rule moves nothing itself
       }) {
    CAPTURE(kReasonKeys[static_cast<std::size_t>(each.reason)]);
    CAPTURE(each.count);
    CHECK(after(with(each.reason, each.count, each.others, each.agreements), policy(), each.number) == each.weight);
  }
}

TEST_CASE("a week is counted from every value that was in force in it") {
  WeightHistory history = policy();
  const Evidence far = with(Reason::distance, 90, 10);
  history.push_back({2, kStart, weights_after(learn(far, history, kStart), kPolicyWeights), 1});
  CHECK(history.back().weights[0] == 1050);
  CHECK(after(far, history, RankingNumber::haul, kStart + kWeek - std::chrono::milliseconds{1}) == 1050);
  CHECK(after(far, history, RankingNumber::haul, kStart + kWeek) == 1100);
}

TEST_CASE("one click back is always possible; the policy has nothing behind it") {
  WeightHistory history = policy();
  const auto refused = step_back(history, kStart);
  REQUIRE_FALSE(refused);
  CHECK(std::get<Invalid>(refused.error()).violations.front().rule == "introductions.weight_nothing_to_undo");
  RankingWeights second = kPolicyWeights;
  second[0] = 1050;
  RankingWeights third = second;
  third[0] = 1100;
  history.push_back({2, kStart, second, 1});
  history.push_back({3, kStart + kWeek, third, 2});
  CHECK(step_back(history, kStart + kWeek).value() == second);
  history.push_back({4, kStart + kWeek, second, 1});
  // A second click in the same week would be 10 % away from where it stood.
  const auto again = step_back(history, kStart + kWeek);
  REQUIRE_FALSE(again);
  CHECK(std::get<Invalid>(again.error()).violations.front().rule == "introductions.weight_too_fast");
  CHECK(step_back(history, kStart + 2 * kWeek).value() == kPolicyWeights);
}

TEST_CASE("no sequence of outcomes, steps and clicks leaves the bounds") {
  CHECK(rc::check([] {
    WeightHistory history = policy();
    Instant now = kStart;
    const int deeds = *rc::gen::inRange(1, 40);
    for (int deed = 0; deed < deeds; ++deed) {
      now += std::chrono::hours{*rc::gen::inRange(0, 24 * 10)};
      std::optional<RankingWeights> next;
      std::int64_t undone_to = history.back().version;
      if (*rc::gen::inRange(0, 4) == 0) {
        const auto back = step_back(history, now);
        const std::int64_t target = history.back().undone_to;
        if (back) next = *back;
        undone_to = history[static_cast<std::size_t>(target - 1)].undone_to;
        if (undone_to == target) undone_to = history.back().version + 1;
      } else {
        Evidence evidence;
        for (std::size_t i = 0; i < kReasonKeys.size(); ++i) {
          evidence.refusals[static_cast<Reason>(i)] = *rc::gen::inRange(0, 60);
        }
        evidence.agreements = *rc::gen::inRange(0, 100);
        next = weights_after(learn(evidence, history, now), history.back().weights);
      }
      if (next) history.push_back({history.back().version + 1, now, *next, undone_to});
    }
    for (std::size_t i = 0; i < history.size(); ++i) {
      for (std::size_t number = 0; number < 5; ++number) {
        const std::int64_t weight = history[i].weights[number];
        RC_ASSERT(weight >= kPolicyWeight - kWidestWeight);
        RC_ASSERT(weight <= kPolicyWeight + kWidestWeight);
        for (std::size_t j = i + 1; j < history.size(); ++j) {
          // The value of version i ends when version i + 1 comes.
          if (history[j].at - history[i + 1].at >= kWeek) break;
          RC_ASSERT(std::abs(history[j].weights[number] - weight) <= kMostMoveInAWeek);
        }
      }
    }
  }));
}

TEST_CASE("the policy with weights changes five numbers and no rule") {
  matching::PolicyRow shipped;
  shipped.tau_eur_per_tkm = 0.2;
  shipped.k_eur_per_t = 10;
  shipped.sigma_eur_per_h = 8;
  shipped.residue_eur_per_t = 100;
  shipped.beta = 0.9;
  shipped.max_km = 150;
  shipped.max_steps = 4;
  const matching::PolicyRow same = matchmaking::weighed(shipped, kPolicyWeights);
  CHECK(same.tau_eur_per_tkm == shipped.tau_eur_per_tkm);
  CHECK(same.beta == shipped.beta);
  const matching::PolicyRow moved = matchmaking::weighed(shipped, {1100, 900, 800, 9000, 1200});
  CHECK(moved.tau_eur_per_tkm == doctest::Approx(0.22));
  CHECK(moved.k_eur_per_t == doctest::Approx(9));
  CHECK(moved.sigma_eur_per_h == doctest::Approx(6.4));
  CHECK(moved.residue_eur_per_t == doctest::Approx(120));
  CHECK(moved.beta == 1);
  CHECK(moved.max_km == shipped.max_km);
  CHECK(moved.max_steps == shipped.max_steps);
  CHECK(moved.road_factor == shipped.road_factor);
}
