#include "matching/same_parts.h"

#include <doctest/doctest.h>

#include "matching/drawn_network.h"
#include "matching/plan_check.h"
#include "matching/plan_parts.h"
#include "matching/plan_solver.h"
#include "matching/plan_translation.h"
#include "matching/random_rows.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

/// Two materials that never meet.
InstanceRows two_worlds() {
  return DrawnNetwork("A--B", R"(
    policy tau=0.2 k=4
    material wood price=100
    material cloth price=300
    offer planks at=A material=wood kg=4000
    offer shirts at=A material=cloth kg=2000
    need builder at=B materials=wood kg=3000
    need shop at=B materials=cloth kg=3000
  )")
      .rows;
}

std::vector<bool> same(const InstanceRows& before, const InstanceRows& now) {
  const Instance first = *build_instance(before), second = *build_instance(now);
  return same_parts(first, second, plan_parts(second));
}

int count_same(const InstanceRows& before, const InstanceRows& now) {
  const std::vector<bool> found = same(before, now);
  return static_cast<int>(std::count(found.begin(), found.end(), true));
}

}  // namespace

TEST_CASE("a part is the same until one of its records or what they are worth changes") {
  const InstanceRows before = two_worlds();
  CHECK(count_same(before, before) == 2);
  InstanceRows now = before;
  now.needs.front().kg += 1;
  CHECK(count_same(before, now) == 1);
  now = before;
  now.offers.pop_back();
  CHECK(same(before, now).size() == 1);
  CHECK(count_same(before, now) == 1);
  now = before;
  now.materials.front().price_eur_per_t = 101;
  CHECK(count_same(before, now) == 1);
  now = before;
  now.policy.tau_eur_per_tkm = 0.3;
  CHECK(count_same(before, now) == 0);
  now = before;
  now.policy.road_factor = 2;
  CHECK(count_same(before, now) == 2);
  now = before;
  now.offers.push_back(now.offers.front());
  now.offers.back().id = "aaa";
  CHECK(count_same(before, now) == 1);
}

TEST_CASE("a plan that keeps unchanged parts holds, and is worth what solving everything anew is worth") {
  for (int seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const InstanceRows rows = RandomRows(std::uint64_t(seed)).make();
    const auto before = build_instance(rows);
    REQUIRE(before.has_value());
    const Plan plan = solve_plan(*before, {.gap = 0.001});
    InstanceRows changed = rows;
    if (!changed.needs.empty()) changed.needs.front().kg *= 2;
    const auto now = build_instance(changed);
    REQUIRE(now.has_value());
    const Plan from = translated_plan(*before, plan, *now);
    const Plan warm = solve_plan(*now, {.gap = 0.001, .start = &from, .before = &*before});
    const Plan cold = solve_plan(*now, {.gap = 0.001});
    CHECK(check_plan(*now, warm).empty());
    CHECK(warm.objective_eur <= cold.upper_bound_eur);
    CHECK(cold.objective_eur <= warm.upper_bound_eur);
    CHECK(warm.status == PlanStatus::gap_reached);
  }
}
