#include "planning/potential_rows.h"

#include <doctest/doctest.h>

#include "matching/drawn_network.h"
#include "matching/plan_solver.h"

using namespace kringwerk;
using namespace kringwerk::planning;
using matching::PotentialKind;

namespace {

matching::Instance instance() {
  matching::InstanceRows rows = matching::DrawnNetwork("A-B", R"(
    policy sigma=10
    material broken
    material repaired price=900
    offer house at=A material=broken kg=50000
    activity repair at=A materials=broken capacity=10000 cost=100 hours=5
    output repair material=repaired yield=0.5
    activity mend at=B materials=broken capacity=20000 cost=200
    output mend material=repaired yield=0.5
    need rich at=A materials=repaired kg=20000
  )")
                                    .rows;
  for (matching::ActivityRow& activity : rows.activities) activity.kind = "repair";
  return *matching::build_instance(rows);
}

PlanNames names() {
  PlanNames names;
  names.records = {{"house", {"", "", "1", false}},
                   {"rich", {"", "", "1", false}},
                   {"repair", {"De Schakel", "o1", "1", false}},
                   {"mend", {"De Brug", "o2", "2", false}}};
  names.places["1"] = {LocalText{"Leuven", "", ""}, {4.7, 50.9}, {"h1"}};
  names.places["2"] = {LocalText{"Genk", "", ""}, {5.5, 50.9}, {"h1", "h2"}};
  return names;
}

std::vector<PotentialRow> rows() {
  const matching::Instance made = instance();
  const PlanNames known = names();
  return potential_rows(
      made, matching::plan_potential(made, matching::solve_plan(made, {.gap = 0}), potential_by_hub(made, known)));
}

const PotentialRow* find(const std::vector<PotentialRow>& rows, PotentialKind kind, const std::string& hub) {
  for (const PotentialRow& row : rows) {
    if (row.kind == kind && row.hub == hub) return &row;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("each hub has its own row for the same work; a place of two hubs counts with both") {
  const std::vector<PotentialRow> found = rows();
  const PotentialRow* first = find(found, PotentialKind::capacity, "h1");
  const PotentialRow* second = find(found, PotentialKind::capacity, "h2");
  REQUIRE(first != nullptr);
  REQUIRE(second != nullptr);
  CHECK(first->work == "repair");
  CHECK(first->materials == std::vector<std::string>{"broken"});
  CHECK(first->records == std::vector<std::string>{"mend", "repair"});
  CHECK(second->records == std::vector<std::string>{"mend"});
  CHECK(second->low_eur <= second->high_eur);
  CHECK(second->low_eur > 240);  // 450 for the repaired half, 200 of work, the haul of ten kilometres
}

TEST_CASE("hours of social work are a row of their own, and only where there are any") {
  const std::vector<PotentialRow> found = rows();
  REQUIRE(find(found, PotentialKind::work, "h1") != nullptr);
  CHECK(find(found, PotentialKind::work, "h1")->records == std::vector<std::string>{"repair"});
  CHECK(find(found, PotentialKind::work, "h2") == nullptr);
  CHECK(counts_hours(PotentialKind::work));
  CHECK_FALSE(counts_hours(PotentialKind::need));
}

TEST_CASE("a record in a place that nobody knows belongs to no hub") {
  const matching::Instance made = instance();
  const PlanNames nobody;
  const auto found = potential_rows(
      made, matching::plan_potential(made, matching::solve_plan(made, {.gap = 0}), potential_by_hub(made, nobody)));
  REQUIRE_FALSE(found.empty());
  for (const PotentialRow& row : found) CHECK(row.hub.empty());
}

TEST_CASE("potential.csv reads back as it was written") {
  const std::vector<PotentialRow> found = rows();
  CHECK(read_potential(potential_text(found)) == found);
  CHECK(read_potential(potential_text({})).empty());
}
