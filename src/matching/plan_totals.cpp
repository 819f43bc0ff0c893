#include "matching/plan_totals.h"

#include "base/geo.h"
#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

constexpr double kKilogramsPerTonne = 1000;

Point place_of_activity(const Instance& instance, int activity) {
  return nth(instance.workshops, nth(instance.activities, activity).workshop).at;
}

}  // namespace

double flow_km(const Instance& instance, const PlanFlow& flow) {
  const Point from =
      flow.offer >= 0 ? nth(instance.offers, flow.offer).at : place_of_activity(instance, flow.from_activity);
  const Point to = flow.need >= 0 ? nth(instance.needs, flow.need).at : place_of_activity(instance, flow.to_activity);
  return great_circle_km(from, to);
}

PlanTotals plan_totals(const Instance& instance, const Plan& plan) {
  PlanTotals totals{.residue_kg = plan.residue_kg, .untaken_kg = plan.untaken_kg};
  for (const Offer& offer : instance.offers) {
    if (offer.in_period) totals.offered_kg += offer.kg;
  }
  for (const PlanFlow& flow : plan.flows) {
    if (flow.offer >= 0) totals.collected_kg += flow.kg;
    if (flow.need >= 0) totals.delivered_kg += flow.kg;
    totals.road_tkm +=
        flow_km(instance, flow) * instance.policy.road_factor * static_cast<double>(flow.kg) / kKilogramsPerTonne;
  }
  for (int i = 0; i < size_of(instance.activities); ++i) {
    const Kilograms in = nth(plan.throughput, i);
    totals.worked_kg += in;
    totals.hours += nth(instance.activities, i).hours_per_t * static_cast<double>(in) / kKilogramsPerTonne;
  }
  totals.co2e_kg = totals.road_tkm * instance.policy.co2_kg_per_tkm;
  return totals;
}

}  // namespace kringwerk::matching
