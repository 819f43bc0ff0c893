#include "planning/whatif_outcome.h"

#include <doctest/doctest.h>

#include "matching/random_problem.h"

namespace kringwerk::planning {

namespace {

/// An offer, two workshops that wash, and a need.
matching::Instance laundry() {
  matching::InstanceRows rows;
  rows.materials = {{.id = "textile", .price_eur_per_t = 100}, {.id = "textile~clean", .price_eur_per_t = 300}};
  rows.offers = {{.id = "offer", .material = "textile", .grade = 5, .kg = 9000}};
  rows.needs = {{.id = "need", .materials = {"textile~clean"}, .kg = 9000, .retention = 1}};
  for (const char* id : {"by-hand", "by-machine"}) {
    rows.workshops.push_back({.id = std::string("place ") + id, .name = "Example laundry"});
    rows.activities.push_back({.id = id,
                               .workshop = rows.workshops.back().id,
                               .kind = "wash",
                               .materials = {"textile"},
                               .capacity_kg = 9000});
    rows.outputs.push_back({.activity = id, .material = "textile~clean", .grade = 5, .yield = 1});
  }
  return matching::built(rows);
}

/// What goes through each activity, all of it from the offer and to the need.
matching::Plan through(matching::Kilograms by_hand, matching::Kilograms by_machine) {
  matching::Plan plan;
  plan.throughput = {by_hand, by_machine};
  for (int activity = 0; activity < 2; ++activity) {
    const matching::Kilograms kg = plan.throughput[static_cast<std::size_t>(activity)];
    if (kg == 0) continue;
    plan.flows.push_back({.offer = 0, .to_activity = activity, .kg = kg});
    plan.flows.push_back({.from_activity = activity, .output = 0, .need = 0, .kg = kg});
  }
  return plan;
}

}  // namespace

TEST_CASE("what moves between two workshops of a firm in one place is no difference") {
  const matching::Instance instance = laundry();
  const matching::Plan before = through(4000, 1000), moved = through(0, 5000), more = through(4500, 3500);
  PlanNames names;
  for (const char* id : {"by-hand", "by-machine"}) names.records[id] = {"Example laundry", "7", "24062", true};
  CHECK(whatif_outcome({instance, before}, {instance, moved}, names).flows.empty());
  const std::vector<FlowDifference> grown = whatif_outcome({instance, before}, {instance, more}, names).flows;
  REQUIRE(grown.size() == 2);
  CHECK(grown[0] == FlowDifference{"by-hand", "need", "textile~clean", 5000, 8000});
  CHECK(grown[1] == FlowDifference{"offer", "by-hand", "textile", 5000, 8000});

  names.records["by-machine"].place = "12025";
  CHECK(whatif_outcome({instance, before}, {instance, moved}, names).flows.size() == 4);
  CHECK(whatif_outcome({instance, before}, {instance, moved}, {}).flows.size() == 4);
}

}  // namespace kringwerk::planning
