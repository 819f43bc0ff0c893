#include "matching/plan_potential.h"

#include <doctest/doctest.h>

#include <cmath>

#include "matching/drawn_network.h"
#include "matching/plan_solver.h"
#include "matching/random_rows.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

std::vector<Potential> potential_of(const Instance& instance) {
  return plan_potential(instance, solve_plan(instance, {.gap = 0}));
}

}  // namespace

TEST_CASE("a planted bottleneck ranks first, with the interval of one tonne more and less") {
  InstanceRows rows = DrawnNetwork("A", R"(
    material broken
    material repaired price=900
    material scrap price=20
    offer house at=A material=broken kg=50000
    activity repair at=A materials=broken capacity=10000 cost=100
    output repair material=repaired yield=0.5
    activity crush at=A materials=broken capacity=30000
    output crush material=scrap yield=1
    need rich at=A materials=repaired kg=20000
    need mill at=A materials=scrap kg=100000
  )")
                          .rows;
  rows.activities.front().kind = "repair";
  const auto instance = build_instance(rows);
  REQUIRE(instance.has_value());
  const std::vector<Potential> found = potential_of(*instance);
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == PotentialKind::capacity);
  CHECK(found[0].group == "repair broken");
  CHECK(found[0].low_eur_per_unit == doctest::Approx(350));
  CHECK(found[0].high_eur_per_unit == doctest::Approx(350));
  CHECK(found[1].group == "work broken");
  CHECK(found[1].low_eur_per_unit == doctest::Approx(20));
}

TEST_CASE("at a kink the interval is open: neither end is taken for the price") {
  const Instance instance = DrawnNetwork("A", R"(
    material m price=50
    offer o at=A material=m kg=3000
    need n at=A materials=m kg=3000
  )")
                                .instance();
  const std::vector<Potential> found = potential_of(instance);
  REQUIRE(found.size() == 2);
  for (const Potential& potential : found) {
    CHECK(potential.low_eur_per_unit == doctest::Approx(0));
    CHECK(potential.high_eur_per_unit == doctest::Approx(50));
  }
}

TEST_CASE("hours count where they bind") {
  InstanceRows rows = DrawnNetwork("A", R"(
    policy sigma=6
    material raw
    material made price=100
    offer o at=A material=raw kg=9000
    activity a at=A materials=raw capacity=9000 hours=5
    output a material=made
    need n at=A materials=made kg=9000
  )")
                          .rows;
  rows.workshops.front().labour_hours = 20;
  const auto instance = build_instance(rows);
  REQUIRE(instance.has_value());
  const std::vector<Potential> found = potential_of(*instance);
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == PotentialKind::labour);
  CHECK(found[0].group == "a-workshop");
  CHECK(found[0].low_eur_per_unit == doctest::Approx(26));
  CHECK(found[0].high_eur_per_unit == doctest::Approx(26));
}

TEST_CASE("more of one record is worth between its group's ends when it stands alone") {
  for (int seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const InstanceRows rows = RandomRows(std::uint64_t(seed)).make();
    const auto instance = build_instance(rows);
    REQUIRE(instance.has_value());
    const double value = solve_plan(*instance, {.gap = 0}).upper_bound_eur;
    for (const Potential& potential : potential_of(*instance)) {
      CHECK(potential.low_eur_per_unit <= potential.high_eur_per_unit);
      if (potential.kind != PotentialKind::need || potential.records.size() > 1) continue;
      InstanceRows more = rows;
      for (NeedRow& row : more.needs) {
        if (row.id == instance->needs[std::size_t(potential.records.front())].id) row.kg += 1000;
      }
      const auto grown = build_instance(more);
      CHECK(solve_plan(*grown, {.gap = 0}).upper_bound_eur - value ==
            doctest::Approx(potential.low_eur_per_unit).epsilon(1e-6));
    }
  }
}

namespace {

/// Two workshops that crush the same material at the same place, one of them short of room.
Instance two_workshops() {
  InstanceRows rows = DrawnNetwork("A", R"(
    policy sigma=10
    material broken
    material repaired price=900
    material scrap price=20
    offer house at=A material=broken kg=50000
    activity repair at=A materials=broken capacity=10000 cost=100 hours=5
    output repair material=repaired yield=0.5
    activity crush at=A materials=broken capacity=30000
    output crush material=scrap yield=1
    need rich at=A materials=repaired kg=20000
    need mill at=A materials=scrap kg=100000
  )")
                          .rows;
  for (ActivityRow& activity : rows.activities) activity.kind = "work";
  return *build_instance(rows);
}

}  // namespace

TEST_CASE("labels cut a group: each hub's own records move alone, and a record may count for two hubs") {
  const Instance instance = two_workshops();
  const Plan plan = solve_plan(instance, {.gap = 0});
  PotentialOptions options;
  options.labels = [&](PotentialKind kind, int record) -> std::vector<std::string> {
    if (kind != PotentialKind::capacity) return {};
    return instance.activities[std::size_t(record)].id == "repair" ? std::vector<std::string>{"east", "west"}
                                                                   : std::vector<std::string>{"west"};
  };
  const std::vector<Potential> found = plan_potential(instance, plan, options);
  REQUIRE(found.size() == 2);
  CHECK(found[0].label == "east");
  CHECK(found[0].group == "work broken");
  CHECK(found[0].records.size() == 1);
  CHECK(found[0].low_eur_per_unit == doctest::Approx(400));
  CHECK(found[1].label == "west");
  CHECK(found[1].records.size() == 2);
  CHECK(found[1].low_eur_per_unit == doctest::Approx(400 * 0.25 + 20 * 0.75));
}

TEST_CASE("an hour of work is worth its share of a tonne, where no limit on labour says otherwise") {
  const Instance instance = two_workshops();
  const std::vector<Potential> found = plan_potential(instance, solve_plan(instance, {.gap = 0}), {.with_work = true});
  int works = 0;
  for (const Potential& potential : found) {
    if (potential.kind != PotentialKind::work) continue;
    ++works;
    REQUIRE(potential.records.size() == 1);
    CHECK(instance.activities[std::size_t(potential.records.front())].id == "repair");
    CHECK(potential.low_eur_per_unit == doctest::Approx(80));
  }
  CHECK(works == 1);
  CHECK(potential_of(instance).size() == found.size() - 1);
}

TEST_CASE("a potential that is told to stop ends at once") {
  const Instance instance = two_workshops();
  const Plan plan = solve_plan(instance, {.gap = 0});
  CHECK(plan_potential(instance, plan, {.stop = [] { return StopReason::cancelled; }}).empty());
}
