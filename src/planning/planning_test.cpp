#include <doctest/doctest.h>

#include <map>

#include "matching/plan_solver.h"
#include "matching/random_problem.h"
#include "matchmaking/small_economy.h"
#include "planning/flow_sums.h"
#include "planning/network_problem.h"
#include "planning/plan_wish.h"

using namespace kringwerk;
using namespace kringwerk::planning;
using matching::Kilograms;

namespace {

/// Names for the records of an instance without an economy: places and families taken in turn.
PlanNames invented_names(const matching::Instance& instance) {
  PlanNames names;
  const auto add = [&](const std::string& id) {
    names.records[id] = {"owner of " + id, "", std::to_string(names.records.size() % 4), false};
  };
  for (const auto& offer : instance.offers) add(offer.id);
  for (const auto& need : instance.needs) add(need.id);
  for (const auto& activity : instance.activities) add(activity.id);
  for (const auto& material : instance.materials) {
    names.materials[material.id] = {LocalText{material.id, "", ""}, {}, names.materials.size() % 2 == 0 ? "hout" : ""};
  }
  for (int i = 0; i < 4; ++i) {
    names.places[std::to_string(i)] = {LocalText{"place", "", ""}, {4.0 + i, 51}, {}};
    if (i < 2) names.places[std::to_string(i)].hubs = {"hub"};
  }
  return names;
}

struct Planned {
  matching::Instance instance;
  matching::Plan plan;
  PlanNames names;
  PlanFigures figures;
};

Planned planned(matching::Instance instance) {
  matching::Plan plan = matching::solve_plan(instance, {.gap = 0.01});
  PlanNames names = invented_names(instance);
  PlanFigures figures = plan_figures(instance, plan, names);
  return {std::move(instance), std::move(plan), std::move(names), std::move(figures)};
}

WordsAround small_words() {
  return {.states = {{"sorted", LocalText{"gesorteerd", "sorted", "trié"}}},
          .kinds = {{"sort", LocalText{"sorteren", "sorting", "trier"}}},
          .hubs = {{"h1", "Hub Leuven"}},
          .hubs_of_place = {{network::Nis{"24062"}, {"h1"}}}};
}

}  // namespace

TEST_CASE("the figures of random plans balance to the kilogram, whole, per place, per hub and per material") {
  Kilograms moved = 0;
  int with_work = 0;
  for (int seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const Planned one = planned(matching::built(matching::random_problem(seed)));
    const matching::PlanTotals& totals = one.figures.totals;
    moved += totals.collected_kg;
    with_work += one.figures.activities.empty() ? 0 : 1;
    CHECK(totals.collected_kg == totals.delivered_kg + totals.residue_kg + totals.untaken_kg);
    PlaceFigures all;
    for (const PlaceFigures& place : one.figures.places) {
      all.collected_kg += place.collected_kg;
      all.delivered_kg += place.delivered_kg;
      all.residue_kg += place.residue_kg;
      all.untaken_kg += place.untaken_kg;
      all.worked_kg += place.worked_kg;
      CHECK(place.worked_kg == place.made_kg + place.residue_kg);
    }
    CHECK(all.collected_kg == totals.collected_kg);
    CHECK(all.delivered_kg == totals.delivered_kg);
    CHECK(all.residue_kg == totals.residue_kg);
    CHECK(all.untaken_kg == totals.untaken_kg);
    CHECK(all.worked_kg == totals.worked_kg);
    Kilograms hubs = 0;
    for (const HubFigures& hub : one.figures.hubs) hubs += hub.sums.collected_kg;
    CHECK(hubs == totals.collected_kg);
    for (const MaterialFigures& material : one.figures.materials) {
      CHECK(material.collected_kg + material.made_kg ==
            material.delivered_kg + material.worked_kg + material.untaken_kg);
      CHECK(material.untaken_kg >= 0);
    }
  }
  CHECK(moved > 1000);
  CHECK(with_work > 10);
}

TEST_CASE("what reaches a stop of the drawing leaves it, and the ends are the totals") {
  for (int seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const Planned one = planned(matching::built(matching::random_problem(seed)));
    std::map<FlowStop, Kilograms> balance;
    std::map<StopKind, Kilograms> ends;
    for (const FlowBundle& bundle : flow_bundles(one.figures, one.names)) {
      CHECK(bundle.kg > 0);
      balance[bundle.from] -= bundle.kg;
      balance[bundle.to] += bundle.kg;
      if (bundle.from.kind == StopKind::work && bundle.to.kind == StopKind::work) {
        CHECK(bundle.from.depth < bundle.to.depth);
      }
      if (bundle.from.kind == StopKind::offered) ends[StopKind::offered] += bundle.kg;
      if (bundle.to.kind != StopKind::work) ends[bundle.to.kind] += bundle.kg;
    }
    for (const auto& [stop, kg] : balance) {
      if (stop.kind == StopKind::work) CHECK(kg == 0);
    }
    CHECK(ends[StopKind::offered] == one.figures.totals.collected_kg);
    CHECK(ends[StopKind::used] == one.figures.totals.delivered_kg);
    CHECK(ends[StopKind::residue] == one.figures.totals.residue_kg);
    CHECK(ends[StopKind::untaken] == one.figures.totals.untaken_kg);
  }
}

TEST_CASE("the problem of an economy names its records and marks small social enterprises") {
  matchmaking::Economy economy = matchmaking::small_economy::make();
  SUBCASE("small") {
    const NetworkProblem problem = network_problem(economy, small_words());
    CHECK(problem.counts == RunCounts{1, 1, 1});
    REQUIRE(problem.instance.workshops.size() == 1);
    CHECK(problem.instance.workshops[0].small);
    const RecordName& sorter = problem.names.records.at(problem.instance.activities[0].id);
    CHECK(sorter.owner == "De Schakel");
    CHECK(sorter.place == "24062");
    CHECK(problem.names.records.at(problem.instance.offers[0].id).owner.empty());
    CHECK(problem.names.materials.at("pp~sorted").state.exact(Language::fr) == "trié");
    CHECK(hubs_of(problem.names, "24062") == std::vector<std::string>{"h1"});
    CHECK(hubs_of(problem.names, "71016").empty());
    CHECK(problem.names.hubs.at("h1") == "Hub Leuven");
    CHECK(read_names(names_text(problem.names)) == problem.names);
  }
  SUBCASE("too large to be small") {
    economy.capabilities[0].capacity_per_week = kSmallPerWeek + Mass::kilograms(1);
    CHECK_FALSE(network_problem(economy, small_words()).instance.workshops[0].small);
  }
  SUBCASE("a regular firm is never one") {
    economy.participants.begin()->second.kind = network::OrganisationKind::regular_economy;
    CHECK_FALSE(network_problem(economy, small_words()).instance.workshops[0].small);
  }
}

TEST_CASE("flows between places: within one they are left out, the most come first") {
  const Planned one = planned(matching::built(matching::random_problem(7)));
  const auto flows = largest_place_flows(one.figures, one.names, 3);
  CHECK(flows.size() <= 3);
  for (std::size_t i = 0; i < flows.size(); ++i) {
    CHECK(flows[i].from_place != flows[i].to_place);
    if (i > 0) CHECK(flows[i - 1].kg >= flows[i].kg);
  }
}

TEST_CASE("a wish is read from thousandths, or every field that is out of range is named") {
  const auto wish = make_wish({100, 60'000, 40'000}, {});
  REQUIRE(wish);
  CHECK(wish->gap == doctest::Approx(0.001));
  CHECK(wish->deadline_seconds == 60);
  CHECK(wish->fairness == doctest::Approx(0.4));
  CHECK(make_wish({0, 1'500, 0}, {})->deadline_seconds == 2);
  const auto rules = [](const Result<RunWish>& result) {
    std::vector<std::string> found;
    if (!result) {
      for (const Violation& one : std::get<Invalid>(result.error()).violations) found.push_back(one.rule);
    }
    return found;
  };
  CHECK(rules(make_wish({50'001, 0, 100'001}, {})) == std::vector<std::string>{"planning.gap_out_of_range",
                                                                               "planning.deadline_out_of_range",
                                                                               "planning.fairness_out_of_range"});
  CHECK(rules(make_wish({-1, 601'000, 0}, {{"web.not_a_number", "gap", {}}})) ==
        std::vector<std::string>{"web.not_a_number", "planning.deadline_out_of_range"});
}
