#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "matching/instance.h"
#include "matching/plan.h"
#include "matching/plan_totals.h"
#include "planning/plan_names.h"

namespace kringwerk::planning {

/// One side of a comparison. The best plan is worth at least low and at most high.
struct WhatifSide {
  double low_eur = 0;
  double high_eur = 0;
  matching::PlanTotals totals;
};

/// What goes of one material from an offer or workshop to a need or workshop, in kilograms before and after. A workshop
/// is named by one of its activities.
struct FlowDifference {
  std::string from, to, material;
  matching::Kilograms before_kg = 0;
  matching::Kilograms after_kg = 0;
  friend bool operator==(const FlowDifference&, const FlowDifference&) = default;
};

/// What the changes of a scenario bring.
struct WhatifOutcome {
  WhatifSide before;
  WhatifSide after;
  std::vector<FlowDifference> flows;  ///< the largest differences, at most kMostFlows; largest first
  bool is_complete = true;            ///< false: time was up before the wanted gap was reached; the bounds still hold
  double seconds = 0;
};
inline constexpr std::size_t kMostFlows = 12;

/// A plan of an instance.
struct PlannedInstance {
  const matching::Instance& instance;
  const matching::Plan& plan;
};
/// `names` says which records belong to the same firm and place.
WhatifOutcome whatif_outcome(const PlannedInstance& before, const PlannedInstance& after, const PlanNames& names);

/// Least and most that the value of the best plan changes.
constexpr double least_gain(const WhatifOutcome& outcome) {
  return outcome.after.low_eur - outcome.before.high_eur;
}
constexpr double most_gain(const WhatifOutcome& outcome) {
  return outcome.after.high_eur - outcome.before.low_eur;
}

/// As kept with a scenario, and back, to the last bit. Reading what outcome_text did not write breaks an invariant.
std::string outcome_text(const WhatifOutcome& outcome);
WhatifOutcome read_outcome(std::string_view text);

}  // namespace kringwerk::planning
