#include "planning/visible_part.h"

#include <doctest/doctest.h>

#include <map>

#include "matching/nth.h"
#include "matching/plan_solver.h"
#include "matching/plan_totals.h"
#include "matching/random_problem.h"
#include "planning/plan_figures.h"

using namespace kringwerk;
using namespace kringwerk::planning;
using matching::Kilograms;
using matching::nth;
using matching::PlanFlow;

namespace {

struct Case {
  explicit Case(int seed)
      : instance(matching::built(matching::random_problem(seed))), plan(matching::solve_plan(instance, {.gap = 0.01})) {
    const auto add = [&](const std::string& id) { names.records[id] = {"owner of " + id, "", "1", false}; };
    for (const auto& offer : instance.offers) add(offer.id);
    for (const auto& need : instance.needs) add(need.id);
    for (const auto& activity : instance.activities) add(activity.id);
  }
  VisiblePart without(const HiddenRecords& hidden) const { return visible_part(instance, plan, names, hidden); }

  matching::Instance instance;
  matching::Plan plan;
  PlanNames names;
};

/// What goes into and out of every activity by these flows.
std::map<int, std::pair<Kilograms, Kilograms>> moved(const std::vector<PlanFlow>& flows) {
  std::map<int, std::pair<Kilograms, Kilograms>> sums;
  for (const PlanFlow& flow : flows) {
    if (flow.to_activity >= 0) sums[flow.to_activity].first += flow.kg;
    if (flow.from_activity >= 0) sums[flow.from_activity].second += flow.kg;
  }
  return sums;
}

std::vector<std::string> ids_in_use(const Case& one) {
  std::vector<std::string> ids;
  for (const PlanFlow& flow : one.plan.flows) {
    if (flow.offer >= 0) ids.push_back(nth(one.instance.offers, flow.offer).id);
    if (flow.need >= 0) ids.push_back(nth(one.instance.needs, flow.need).id);
    if (flow.to_activity >= 0) ids.push_back(nth(one.instance.activities, flow.to_activity).id);
  }
  return ids;
}

bool touches(const Case& one, const PlanFlow& flow, const std::string& id) {
  return (flow.offer >= 0 && nth(one.instance.offers, flow.offer).id == id) ||
         (flow.need >= 0 && nth(one.instance.needs, flow.need).id == id) ||
         (flow.from_activity >= 0 && nth(one.instance.activities, flow.from_activity).id == id) ||
         (flow.to_activity >= 0 && nth(one.instance.activities, flow.to_activity).id == id);
}

}  // namespace

TEST_CASE("nothing of a hidden record is left, and no balance at any activity tells of it") {
  int cut_elsewhere = 0;
  int kept = 0;
  for (int seed = 1; seed <= 40; ++seed) {
    const Case one(seed);
    const auto all = moved(one.plan.flows);
    for (const std::string& id : ids_in_use(one)) {
      CAPTURE(seed);
      CAPTURE(id);
      const VisiblePart part = one.without({id});
      CHECK_FALSE(part.names.records.contains(id));
      for (const PlanFlow& flow : part.plan.flows) CHECK_FALSE(touches(one, flow, id));
      // An activity that is shown is shown with every one of its flows: there is nothing left to subtract.
      for (const auto& [activity, sums] : moved(part.plan.flows)) CHECK(sums == all.at(activity));
      for (int i = 0; i < matching::size_of(one.instance.activities); ++i) {
        const Kilograms in = nth(part.plan.throughput, i);
        const bool is_whole =
            moved(part.plan.flows)[i] == (all.contains(i) ? all.at(i) : std::pair<Kilograms, Kilograms>{});
        CHECK((in == 0 || (in == nth(one.plan.throughput, i) && is_whole)));
      }
      const matching::PlanTotals totals = matching::plan_totals(part.instance, part.plan);
      CHECK(totals.collected_kg == totals.delivered_kg + totals.residue_kg + totals.untaken_kg);
      const auto direct = std::count_if(one.plan.flows.begin(), one.plan.flows.end(),
                                        [&](const PlanFlow& flow) { return touches(one, flow, id); });
      const auto gone = static_cast<std::ptrdiff_t>(one.plan.flows.size() - part.plan.flows.size());
      cut_elsewhere += gone > direct ? 1 : 0;
      kept += part.plan.flows.empty() ? 0 : 1;
    }
  }
  CHECK(cut_elsewhere > 20);
  CHECK(kept > 20);
}

TEST_CASE("hidden offers and needs count for nothing; when nothing is hidden all flows stay") {
  const Case one(7);
  CHECK(one.without({}).plan.flows == one.plan.flows);
  CHECK(one.without({}).plan.throughput == one.plan.throughput);
  CHECK(one.without({}).plan.residue_kg == one.plan.residue_kg);
  CHECK(one.without({}).plan.untaken_kg == one.plan.untaken_kg);
  const matching::Offer& offer = one.instance.offers.front();
  REQUIRE(offer.in_period);
  const auto offered = [](const VisiblePart& part) {
    return matching::plan_totals(part.instance, part.plan).offered_kg;
  };
  CHECK(offered(one.without({offer.id})) == offered(one.without({})) - offer.kg);
  CHECK(one.without({}).plan.objective_eur == 0);
}
