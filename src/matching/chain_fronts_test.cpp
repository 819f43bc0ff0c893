#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "matching/chain_walk.h"
#include "matching/instance_builder.h"
#include "matching/need_front.h"
#include "matching/nth.h"
#include "matching/synthetic_rows.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

struct Found {
  ChainPath path{};
  double score = 0;
};

/// The first chains of a walk that shuts every need after its second chain, as diversity does.
std::vector<Found> first_chains(const MatchIndex& index, WalkPlan plan) {
  ChainWalk walk(index, plan);
  std::vector<int> ends;
  walk.is_end_closed = [&](int end) { return std::count(ends.begin(), ends.end(), end) >= 2; };
  std::vector<Found> found;
  while (found.size() < 12) {
    const auto next = walk.next();
    if (!next) break;
    if (walk.is_end_closed(next->path.need)) continue;
    ends.push_back(next->path.need);
    found.push_back({next->path, next->score});
  }
  return found;
}

bool same(const std::vector<Found>& a, const std::vector<Found>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Found& one, const Found& two) {
    return one.path.need == two.path.need && one.path.steps == two.path.steps && one.score == two.score;
  });
}

}  // namespace

TEST_CASE("looking closely at the needs of a slot never changes an answer") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    auto instance = build_instance(SyntheticRows({300, 60}, seed).make());
    REQUIRE(instance);
    const MatchIndex index(*std::move(instance));
    std::size_t chains = 0;
    for (int offer = 0; offer < size_of(index.instance().offers); ++offer) {
      CAPTURE(offer);
      for (const std::optional<Constraint> waived : {std::optional<Constraint>(), std::optional(Constraint::grade)}) {
        WalkPlan plan{.kind = QueryKind::offer, .record = offer, .waived = waived};
        plan.basis_kg = nth(index.instance().offers, offer).kg;
        plan.visits_for_front = 1;
        const auto closely = first_chains(index, plan);
        plan.visits_for_front = 1'000'000'000;
        CHECK(same(closely, first_chains(index, plan)));
        chains += closely.size();
      }
    }
    CHECK(chains > 500);
  }
}

TEST_CASE("looking closely never changes an answer where most needs want a smallest lot") {
  for (const std::uint64_t seed : {4U, 5U}) {
    InstanceRows rows = SyntheticRows({300, 60}, seed).make();
    Chance chance(seed);
    for (NeedRow& need : rows.needs) {
      if (chance.happens(0.7)) need.min_kg = std::floor(need.kg * chance.share());
    }
    auto instance = build_instance(rows);
    REQUIRE(instance);
    const MatchIndex index(*std::move(instance));
    for (int offer = 0; offer < size_of(index.instance().offers); ++offer) {
      CAPTURE(offer);
      WalkPlan plan{.kind = QueryKind::offer, .record = offer};
      plan.basis_kg = nth(index.instance().offers, offer).kg;
      plan.visits_for_front = 1;
      const auto closely = first_chains(index, plan);
      plan.visits_for_front = 1'000'000'000;
      CHECK(same(closely, first_chains(index, plan)));
    }
  }
}

TEST_CASE("a need with a smallest lot is beaten by what asks for no more") {
  NeedFront front;
  front.add({10, 100}, 1, {}, 30);
  CHECK(front.is_beaten({10, 100}, 30));
  CHECK(front.is_beaten({5, 90}, 40));
  CHECK_FALSE(front.is_beaten({10, 100}, 20));
  CHECK_FALSE(front.is_beaten({5, 90}));
  front.add({20, 200}, 2, {});
  CHECK(front.is_beaten({15, 100}, 5));
  CHECK(front.is_possible());
  CHECK(front.has_need_that([](int need) { return need == 1; }));
}

TEST_CASE("a front keeps what none beats in both value and amount") {
  NeedFront front;
  front.add({10, 100}, 1, {});
  front.add({20, 50}, 2, {});
  CHECK(front.is_beaten({20, 50}));
  CHECK(front.is_beaten({5, 100}));
  CHECK_FALSE(front.is_beaten({15, 60}));
  front.add({25, 90}, 3, {});
  CHECK(front.needs() == std::vector<int>{1, 3});
  CHECK(front.stair(1).value == 25);
}
