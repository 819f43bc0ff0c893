#include "matching/fair_plan.h"

#include <doctest/doctest.h>

#include "matching/drawn_network.h"
#include "matching/plan_check.h"
#include "matching/plan_solver.h"
#include "matching/random_problem.h"

using namespace kringwerk;
using namespace kringwerk::matching;

TEST_CASE("fairness: the share is met in kilograms, it never pays, and the proof holds") {
  int costly = 0;
  for (int seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    const Instance instance = built(random_problem(seed));
    const Plan free = solve_plan(instance, {.gap = 0});
    const Plan fair = solve_plan(instance, {.gap = 0.005, .fairness = 0.6});
    CHECK(check_plan(instance, fair).empty());
    CHECK(fair.objective_eur <= free.upper_bound_eur + 1e-6);
    CHECK(fair.upper_bound_eur <= free.upper_bound_eur * (1 + 1e-9) + 1e-6);
    CHECK((fair.gap <= 0.02 || fair.upper_bound_eur < 1e-6));
    CHECK(fair.fairness.least_price_eur <= fair.fairness.most_price_eur + 1e-6);
    if (fair.fairness.least_price_eur > 1) ++costly;
  }
  CHECK(costly > 5);
}

TEST_CASE("fairness: half of the work moves to the small workshop, at the difference in cost") {
  InstanceRows rows = DrawnNetwork("A", R"(
    material raw
    material made price=100
    offer o at=A material=raw kg=10000
    activity dear at=A materials=raw capacity=9000 hours=2 cost=30
    output dear material=made
    activity cheap at=A materials=raw capacity=10000 hours=2 cost=10
    output cheap material=made
    need n at=A materials=made kg=10000
  )")
                          .rows;
  CHECK(solve_plan(built(rows), {.gap = 0, .fairness = 0.5}).flows.empty());
  for (WorkshopRow& row : rows.workshops) row.small = row.id == "dear-workshop";
  const Instance instance = built(rows);
  const Plan plan = solve_plan(instance, {.gap = 1e-6, .fairness = 0.5});
  CHECK(check_plan(instance, plan).empty());
  CHECK(plan.throughput[1] == doctest::Approx(5000).epsilon(0.001));
  CHECK(plan.fairness.least_price_eur == doctest::Approx(100).epsilon(0.001));
  CHECK(plan.fairness.most_price_eur == doctest::Approx(100).epsilon(0.001));
  Plan unfair = plan;
  unfair.fairness.share = 0.6;
  CHECK(check_plan(instance, unfair).front().rule == "matching.plan_unfair");
}

TEST_CASE("a share that nobody small can do is a finding") {
  InstanceRows rows = DrawnNetwork("A", "material m\nactivity a at=A materials=m hours=1").rows;
  CHECK(check_fairness(built(rows), 0).empty());
  CHECK(check_fairness(built(rows), 0.1).front().rule == "matching.fairness_infeasible");
  rows.workshops.front().small = true;
  CHECK(check_fairness(built(rows), 1).empty());
}
