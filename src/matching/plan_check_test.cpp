#include "matching/plan_check.h"

#include <doctest/doctest.h>

#include <functional>
#include <limits>

#include "matching/drawn_network.h"
#include "matching/plan_solver.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

Instance small_chain() {
  return DrawnNetwork("A-B-C-D", R"(
    policy tau=0.5 k=1 sigma=6
    material mixed
    material good price=300
    material poor price=40
    offer house at=A material=mixed kg=1500
    offer shed at=B material=mixed kg=700
    offer cellar at=A material=good kg=100
    activity sort at=B materials=mixed capacity=2000 cost=20 hours=3
    output sort material=good yield=0.5
    output sort material=poor yield=0.25
    need shop at=C materials=good kg=900
    need kiosk at=D materials=good kg=300
    need mill at=D materials=poor kg=5000
  )")
      .instance();
}

/// The rule that refuses a plan after a change to it.
std::string refusal(const std::function<void(Plan&)>& tamper) {
  const Instance instance = small_chain();
  Plan plan = solve_plan(instance, {.gap = 0});
  REQUIRE(check_plan(instance, plan).empty());
  REQUIRE(plan.flows.size() >= 4);
  tamper(plan);
  const Violations found = check_plan(instance, plan);
  return found.empty() ? "" : found.front().rule;
}

}  // namespace

TEST_CASE("a sound plan passes") {
  CHECK(refusal([](Plan&) {}).empty());
}

TEST_CASE("every kilogram, up or down, on every flow is noticed") {
  const std::size_t flows = solve_plan(small_chain(), {.gap = 0}).flows.size();
  for (std::size_t i = 0; i < flows; ++i) {
    CHECK_FALSE(refusal([&](Plan& plan) { ++plan.flows[i].kg; }).empty());
    CHECK_FALSE(refusal([&](Plan& plan) { --plan.flows[i].kg; }).empty());
  }
}

TEST_CASE("every other field is noticed") {
  CHECK(refusal([](Plan& plan) { ++plan.throughput[0]; }) == "matching.plan_throughput_differs");
  CHECK(refusal([](Plan& plan) { ++plan.residue_kg; }) == "matching.plan_total_differs");
  CHECK(refusal([](Plan& plan) { --plan.untaken_kg; }) == "matching.plan_total_differs");
  CHECK(refusal([](Plan& plan) { plan.objective_eur += 0.01; }) == "matching.plan_objective_differs");
  CHECK(refusal([](Plan& plan) { plan.upper_bound_eur -= 0.01; }) == "matching.plan_bound_too_low");
  CHECK(refusal([](Plan& plan) { plan.upper_bound_eur += 100; }) == "matching.plan_gap_differs");
  CHECK(refusal([](Plan& plan) { plan.gap += 0.001; }) == "matching.plan_gap_differs");
  CHECK(refusal([](Plan& plan) { plan.prices.need_eur_per_t[0] = -1; }) == "matching.plan_price_invalid");
  CHECK(refusal([](Plan& plan) { plan.prices.labour_eur_per_h[0] = 1; }) == "matching.plan_price_invalid");
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(refusal([&](Plan& plan) { plan.prices.input_eur_per_t[0] = nothing; }) == "matching.plan_price_invalid");
  CHECK(refusal([&](Plan& plan) { plan.upper_bound_eur = nothing; }) == "matching.plan_bound_too_low");
  CHECK(refusal([&](Plan& plan) { plan.objective_eur = nothing; }) == "matching.plan_objective_differs");
}

TEST_CASE("prices that prove less are noticed") {
  CHECK(refusal([](Plan& plan) {
          for (double& price : plan.prices.need_eur_per_t) price = 0;
        }) == "matching.plan_bound_too_low");
}

TEST_CASE("other records are noticed") {
  CHECK(refusal([](Plan& plan) { plan.flows.front().need = 99; }) == "matching.plan_flow_invalid");
  CHECK(refusal([](Plan& plan) { plan.flows.push_back(plan.flows.front()); }) == "matching.plan_flow_invalid");
  CHECK(refusal([](Plan& plan) { plan.flows.front().kg = std::numeric_limits<Kilograms>::max(); }) ==
        "matching.plan_flow_invalid");
  const Instance instance = small_chain();
  const Plan plan = solve_plan(instance, {.gap = 0});
  for (std::size_t i = 0; i < plan.flows.size(); ++i) {
    if (plan.flows[i].offer < 0) continue;
    CHECK_FALSE(refusal([&](Plan& changed) { changed.flows[i].offer = (changed.flows[i].offer + 1) % 3; }).empty());
  }
}

TEST_CASE("limits on labour count") {
  Instance instance = small_chain();
  const Plan plan = solve_plan(instance, {.gap = 0});
  instance.workshops.front().labour_hours = 5.9;
  REQUIRE_FALSE(check_plan(instance, plan).empty());
  CHECK(check_plan(instance, plan).front().rule == "matching.plan_labour_exceeded");
  const Plan within = solve_plan(instance, {.gap = 0});
  CHECK(check_plan(instance, within).empty());
  CHECK(within.throughput.front() == 1966);
}
