#pragma once

#include "materials/readers.h"
#include "planning/visible_part.h"
#include "storage/connection.h"

namespace kringwerk::planning {

/// The records of a plan that an audience may not know now, or not as the plan tells of them: gone, hidden, or with an
/// owner or a site that is hidden from it today and was told to the plan. What somebody sees of their own organisation
/// beyond their audience counts as hidden too.
HiddenRecords load_hidden_records(storage::Connection& connection, const matching::Instance& instance,
                                  const PlanNames& names, const materials::Audience& audience);

/// Of the named records, the activities that are gone.
HiddenRecords load_hidden_activities(storage::Connection& connection, const PlanNames& names);

}  // namespace kringwerk::planning
