#include "matchmaking/chain_story.h"

#include <doctest/doctest.h>

#include "matching/chain_search.h"
#include "matchmaking/small_economy.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Rhythm;

/// The best chain of the first offer, told.
ChainStory best_of(const Economy& economy, const materials::Stream* asked = nullptr) {
  const EconomyInstance world = build_instance(economy, asked);
  const matching::MatchIndex index(world.instance);
  const auto answer = matching::best_chains(index, {.kind = matching::QueryKind::offer, .record = 0, .k = 3});
  REQUIRE(!answer.chains.empty());
  return tell(economy, world, answer.chains.front());
}

/// Every kilogram that comes in goes somewhere, from the offer to the use.
void check_balance(const ChainStory& story) {
  std::int64_t kg = story.kg_taken;
  for (const StoryStep& step : story.steps) {
    CHECK(step.kg_in == kg);
    std::int64_t out = step.kg_out + step.residue;
    for (const SideOutput& other : step.others) out += other.kg;
    CHECK(out == step.kg_in);
    kg = step.kg_out;
  }
  CHECK(story.kg_used == kg);
}

}  // namespace

TEST_CASE("a monthly offer is told per month, and every kilogram is accounted for") {
  const Economy economy = small_economy::make();
  const ChainStory story = best_of(economy);
  CHECK(story.turn.rhythm == Rhythm::month);
  CHECK(story.kg_offered == 2000);
  CHECK(story.kg_taken == 2000);
  REQUIRE(story.steps.size() == 1);
  CHECK(story.steps[0].kg_out == 1720);
  REQUIRE(story.steps[0].others.size() == 1);
  CHECK(story.steps[0].others[0].material.material == "crates");
  CHECK(story.steps[0].others[0].kg == 120);
  CHECK(story.steps[0].residue == 160);
  CHECK(story.steps[0].social_hours == doctest::Approx(26));
  CHECK(story.social_hours == doctest::Approx(26).epsilon(1e-4));
  // 900 kg a week, the step of 10 % below 950.
  CHECK(story.steps[0].free_kg == 3913);
  CHECK(story.binding.kind == matching::BindingKind::supply);
  check_balance(story);
}

TEST_CASE("what binds says how much would fit") {
  Economy economy = small_economy::make();
  SUBCASE("a small workshop") {
    economy.capabilities[0].free_per_week = Mass::kilograms(250);
    const ChainStory story = best_of(economy);
    CHECK(story.binding.kind == matching::BindingKind::capacity);
    CHECK(story.kg_taken == 870);  // 200 kg × 4.348 weeks
    CHECK(story.kg_fits == 869);
    check_balance(story);
  }
  SUBCASE("a small need") {
    economy.streams[1].amount.thousandths = 860;
    const ChainStory story = best_of(economy);
    CHECK(story.binding.kind == matching::BindingKind::demand);
    CHECK(story.kg_wanted == 860);
    CHECK(story.kg_taken == 1000);
    check_balance(story);
  }
}

TEST_CASE("a lot is told as the lot, an unknown amount as one tonne that is said") {
  Economy economy = small_economy::make();
  SUBCASE("a lot") {
    economy.streams[0].amount.rhythm = Rhythm::once;
    const ChainStory story = best_of(economy);
    CHECK(story.turn.rhythm == Rhythm::once);
    CHECK(story.kg_offered == 2000);
    CHECK(story.steps[0].free_kg == 11700);
  }
  SUBCASE("an unknown amount") {
    materials::Stream asked = economy.streams[0];
    asked.amount.thousandths = std::nullopt;
    asked.grade = std::nullopt;
    const ChainStory story = best_of(economy, &asked);
    CHECK(story.offered.is_amount_assumed);
    CHECK(story.offered.is_grade_assumed);
    CHECK(story.offered.grade == kAssumedGrade);
    CHECK(story.kg_offered == 1000);
  }
}

TEST_CASE("the account of a chain adds up to the cent and to V") {
  const Economy economy = small_economy::make();
  const ChainStory story = best_of(economy);
  Money each, turn;
  for (const LedgerLine& line : story.account.lines) {
    each = each + line.per_tonne;
    turn = turn + line.per_turn;
  }
  CHECK(each == story.account.per_tonne);
  CHECK(turn == story.account.per_turn);
  CHECK(story.account.per_tonne.in_cents() * 2 - story.account.per_turn.in_cents() <= 1);
  CHECK(story.account.per_turn.in_cents() - story.account.per_tonne.in_cents() * 2 <= 1);
}

TEST_CASE("amounts of 13 weeks per turn") {
  CHECK(per_turn(1300, Rhythm::week) == doctest::Approx(100));
  CHECK(per_turn(1300, Rhythm::once) == doctest::Approx(1300));
  CHECK(per_turn(1300, Rhythm::month) == doctest::Approx(434.8214));
}

TEST_CASE("near-misses are compared by the share of what is asked that lacks") {
  matching::Instance instance;
  instance.policy.max_km = 150;
  instance.offers.push_back({.id = "o", .kg = 1000});
  matching::NearMiss days{.constraint = matching::Constraint::date, .shortfall = 10};
  matching::NearMiss far{.constraint = matching::Constraint::max_km, .shortfall = 60};
  matching::NearMiss less{.constraint = matching::Constraint::min_kg, .shortfall = 100};
  CHECK(distance_of(instance, less) == doctest::Approx(0.1));
  CHECK(distance_of(instance, less) < distance_of(instance, days));
  CHECK(distance_of(instance, days) < distance_of(instance, far));
}

TEST_CASE("the best chains through one activity: at most two share their offer, at most two their need") {
  const auto chain = [](int offer, int need) {
    matching::Chain made;
    made.path.offer = offer;
    made.path.need = need;
    return made;
  };
  const std::vector<matching::Chain> chains{chain(1, 1), chain(1, 2), chain(1, 3), chain(2, 1),
                                            chain(3, 1), chain(3, 3), chain(4, 4)};
  using Ends = std::vector<std::pair<int, int>>;
  const auto ends = [&](std::size_t most) {
    Ends found;
    for (const matching::Chain& one : different_ends(chains, most)) found.emplace_back(one.path.offer, one.path.need);
    return found;
  };
  // (1, 3) is the third of offer 1, (3, 1) the third of need 1; what was left out closes nothing.
  CHECK(ends(9) == Ends{{1, 1}, {1, 2}, {2, 1}, {3, 3}, {4, 4}});
  CHECK(ends(3) == Ends{{1, 1}, {1, 2}, {2, 1}});
  CHECK(ends(0).empty());
}

}  // namespace kringwerk::matchmaking
