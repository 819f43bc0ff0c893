#pragma once

#include <optional>

#include "matching/instance.h"
#include "matching/plan.h"

/// What `check_plan` reads out of the contract, apart from everything that makes plans.
namespace kringwerk::matching {

/// Material on its way: out of an offer, or out of an activity (then no days bind it).
struct Leaving {
  Point at{};
  int material = 0;
  int grade = 0;
  const Permits* permit = nullptr;
  std::optional<Window> window{};
};
Leaving leaving_offer(const Offer& offer);
Leaving leaving_output(const Workshop& workshop, const Output& output);

/// € per tonne, nullopt when the arc is not allowed. A record outside the period takes nothing.
std::optional<double> value_at_need(const Instance& instance, const Leaving& leaving, const Need& need);
std::optional<double> value_at_activity(const Instance& instance, const Leaving& leaving, const Activity& activity);

/// The upper bound in € that prices prove over all allowed arcs. Finite, not negative prices; those of unlimited labour
/// are 0. The price of a wish for fairness adds ν·hours·(1 − φ) to a small workshop's tonne and takes ν·hours·φ off
/// others.
double proven_bound(const Instance& instance, const PlanPrices& prices, const PlanFairness& fairness);

}  // namespace kringwerk::matching
