#pragma once

#include <set>
#include <string>

#include "matching/plan.h"
#include "planning/plan_names.h"

/// What is left of a plan for somebody who may not know all of its records any more.
namespace kringwerk::planning {

/// Offers, needs and activities by id in the instance.
using HiddenRecords = std::set<std::string>;

struct VisiblePart {
  matching::Instance instance;  ///< positions as before; hidden offers, needs and activities count for nothing
  matching::Plan plan;  ///< flows, throughput, residue, untaken, wish of fairness; without worth, prices and proof
  PlanNames names;
};

/// The part of the plan from which nothing of a hidden record can be worked out: what goes in equals what comes out at
/// every activity, so one that has to do with a hidden record goes with all its flows, and so does every activity that
/// it gives to or takes from. What an offer keeps and a need lacks may have many reasons: they stay with their other
/// flows.
VisiblePart visible_part(const matching::Instance& instance, const matching::Plan& plan, const PlanNames& names,
                         const HiddenRecords& hidden);

}  // namespace kringwerk::planning
