#pragma once

#include "matching/instance.h"
#include "matching/plan.h"

namespace kringwerk::matching {

/// What a plan does, added up.
struct PlanTotals {
  Kilograms offered_kg = 0;    ///< of offers within the period
  Kilograms collected_kg = 0;  ///< what leaves offers
  Kilograms worked_kg = 0;     ///< what goes into activities; the same material counts again at every step
  Kilograms delivered_kg = 0;  ///< what reaches needs
  Kilograms residue_kg = 0;
  Kilograms untaken_kg = 0;
  double hours = 0;     ///< of social work
  double road_tkm = 0;  ///< tonne-kilometres by road
  double co2e_kg = 0;   ///< of the haul
};
PlanTotals plan_totals(const Instance& instance, const Plan& plan);

/// Great-circle kilometres of a flow.
double flow_km(const Instance& instance, const PlanFlow& flow);

}  // namespace kringwerk::matching
