#include "planning/scenario.h"

#include <doctest/doctest.h>

#include "matching/drawn_network.h"
#include "matching/io/load_plan_files.h"
#include "matching/plan_solver.h"
#include "planning/instance_texts.h"
#include "planning/whatif_outcome.h"

using namespace kringwerk;
using namespace kringwerk::planning;

namespace {

matching::Instance instance() {
  return matching::DrawnNetwork("A-B", R"(
    policy tau=0.2 k=4
    material broken
    material repaired price=900
    offer house at=A material=broken kg=50000
    offer attic at=B material=broken kg=1000
    activity repair at=A materials=broken capacity=13000 cost=100 hours=5
    output repair material=repaired yield=0.5
    need rich at=A materials=repaired kg=20000 retention=0.5
  )")
      .instance();
}

constexpr int kWeeks = 13;

/// The instance after the changes, as the program makes it.
Result<matching::Instance> changed(const std::vector<Change>& changes) {
  const matching::Instance before = instance();
  auto texts = instance_texts(before, {});
  const Violations found = matching::apply_changes(changes_toml(before, changes, kWeeks), texts);
  if (!found.empty()) return Invalid{found};
  return matching::read_instance(texts);
}

matching::Instance after(const std::vector<Change>& changes) {
  auto made = changed(changes);
  REQUIRE(made.has_value());
  return *std::move(made);
}

const matching::Activity& activity(const matching::Instance& made, const std::string& id) {
  for (const matching::Activity& one : made.activities) {
    if (one.id == id) return one;
  }
  FAIL("no such activity");
  return made.activities.front();
}

Change capacity(std::optional<double> factor, std::int64_t kg_per_week) {
  return {.kind = ChangeKind::set_capacity, .subject = "repair", .kg_per_week = kg_per_week, .factor = factor};
}

std::vector<std::string> rules(const Violations& found) {
  std::vector<std::string> names;
  for (const Violation& one : found) names.push_back(one.rule + " " + one.field);
  return names;
}

}  // namespace

TEST_CASE("a new workshop works like the one it was taken from, with its own size, place and figures") {
  const matching::Instance made = after({{.kind = ChangeKind::add_activity,
                                          .subject = "repair",
                                          .place = "1",
                                          .at = {4.5, 51},
                                          .kg_per_week = 2000,
                                          .cost_eur = 80,
                                          .hours = {}}});
  const matching::Activity& fresh = activity(made, "new-1");
  CHECK(fresh.capacity_kg == 2000 * kWeeks);
  CHECK(fresh.cost_eur_per_t == 80);
  CHECK(fresh.hours_per_t == 5);
  CHECK(fresh.materials == activity(made, "repair").materials);
  REQUIRE(fresh.outputs.size() == 1);
  CHECK(fresh.outputs[0].yield_millionths == 500'000);
  CHECK(made.workshops[std::size_t(fresh.workshop)].at == Point{4.5, 51});
}

TEST_CASE("a workshop that closes takes its activities and their outputs along") {
  const matching::Instance made = after({{.kind = ChangeKind::remove_workshop, .subject = "repair-workshop"}});
  CHECK(made.activities.empty());
  CHECK(made.workshops.empty());
  CHECK(after({{.kind = ChangeKind::remove_workshop, .subject = "repair-workshop"},
               {.kind = ChangeKind::remove_workshop, .subject = "repair-workshop"},
               capacity(2.0, 0)})
            .activities.empty());
}

TEST_CASE("capacity becomes so many times what it was, or so much a week; changes follow each other") {
  CHECK(activity(after({capacity(2.0, 0)}), "repair").capacity_kg == 26000);
  CHECK(activity(after({capacity({}, 500)}), "repair").capacity_kg == 500 * kWeeks);
  CHECK(activity(after({capacity({}, 1000), capacity(3.0, 0)}), "repair").capacity_kg == 39000);
  CHECK(activity(after({capacity(0.0, 0)}), "repair").capacity_kg == 0);
}

TEST_CASE("offers and needs come and go") {
  const Change offer{
      .kind = ChangeKind::add_offer, .subject = "broken", .place = "1", .at = {4.5, 51}, .kg_per_week = 100};
  const Change need{
      .kind = ChangeKind::add_need, .subject = "repaired", .place = "1", .at = {4.5, 51}, .kg_per_week = 10};
  const Change gone{.kind = ChangeKind::remove_stream, .subject = "attic"};
  const matching::Instance made = after({offer, need, gone, gone});
  CHECK(made.offers.size() == 2);
  REQUIRE(made.needs.size() == 2);
  CHECK(made.needs[0].id == "new-2");
  CHECK(made.needs[0].kg == 10 * kWeeks);
  CHECK(made.needs[0].retention == 0.5);
  CHECK(made.offers[1].id == "new-1");
  CHECK(made.offers[1].kg == 100 * kWeeks);
  CHECK(after({{.kind = ChangeKind::remove_stream, .subject = "rich"}}).needs.empty());
}

TEST_CASE("the last word on a policy number counts") {
  const matching::Instance made = after({{.kind = ChangeKind::set_policy, .subject = "tau_eur_per_tkm", .number = 1},
                                         {.kind = ChangeKind::set_policy, .subject = "tau_eur_per_tkm", .number = 0.5},
                                         {.kind = ChangeKind::set_policy, .subject = "max_km", .number = 40}});
  CHECK(made.policy.tau_eur_per_tkm == 0.5);
  CHECK(made.policy.max_km == 40);
}

TEST_CASE("what cannot be is said at its field") {
  const matching::Instance made = instance();
  const auto found = [&](const Change& change) { return rules(check_change(made, {}, change)); };
  using Names = std::vector<std::string>;
  CHECK(found(capacity(2.0, 0)).empty());
  CHECK(found(capacity(101.0, 0)) == Names{"whatif.factor_out_of_range amount"});
  CHECK(found(capacity({}, -1)) == Names{"whatif.amount_out_of_range amount"});
  CHECK(found({.kind = ChangeKind::add_offer, .subject = "gold", .kg_per_week = 0}) ==
        Names{"whatif.subject_unknown subject", "whatif.amount_out_of_range amount"});
  CHECK(
      found({.kind = ChangeKind::add_activity, .subject = "repair", .kg_per_week = 1, .cost_eur = -1, .hours = 1e9}) ==
      Names{"whatif.cost_out_of_range cost", "whatif.hours_out_of_range hours"});
  CHECK(found({.kind = ChangeKind::set_policy, .subject = "beta", .number = -1}) ==
        Names{"whatif.subject_unknown subject", "whatif.number_out_of_range number"});
  CHECK(found({.kind = ChangeKind::remove_workshop, .subject = "repair"}).size() == 1);
  CHECK(rules(check_change(made, std::vector<Change>(kMostChanges, capacity(2.0, 0)), capacity(2.0, 0))) ==
        Names{"whatif.too_many_changes "});
}

TEST_CASE("changes read back as they were written") {
  const std::vector<Change> changes{{.kind = ChangeKind::add_activity,
                                     .subject = "a,\"b\"",
                                     .place = "24062",
                                     .at = {4.7005, 50.8798},
                                     .kg_per_week = 2500,
                                     .cost_eur = 0.1,
                                     .hours = {}},
                                    capacity(1.0 / 3, 0),
                                    {.kind = ChangeKind::set_policy, .subject = "max_km", .number = 0.1}};
  CHECK(read_changes(changes_text(changes)) == changes);
  CHECK(read_changes(changes_text({})).empty());
}

TEST_CASE("the outcome is an interval that holds, with the flows that changed most first") {
  const matching::Instance before = instance(), now = after({capacity(2.0, 0)});
  const matching::Plan old_plan = matching::solve_plan(before, {.gap = 0}),
                       plan = matching::solve_plan(now, {.gap = 0});
  const WhatifOutcome outcome = whatif_outcome({before, old_plan}, {now, plan}, {});
  CHECK(outcome.after.totals.worked_kg - outcome.before.totals.worked_kg == 13000);
  CHECK(least_gain(outcome) <= plan.objective_eur - old_plan.objective_eur);
  CHECK(most_gain(outcome) >= plan.objective_eur - old_plan.objective_eur);
  REQUIRE(outcome.flows.size() >= 2);
  CHECK(outcome.flows[0].material == "broken");
  CHECK(outcome.flows[1] == FlowDifference{"repair", "rich", "repaired", 6500, 13000});
  const WhatifOutcome read = read_outcome(outcome_text(outcome));
  CHECK(outcome_text(read) == outcome_text(outcome));
  CHECK(read.flows == outcome.flows);
  CHECK(read.after.high_eur == outcome.after.high_eur);
}
