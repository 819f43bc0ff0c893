#pragma once

#include "planning/io/start_plan.h"
#include "site/services.h"

namespace kringwerk::planning {

/// All plans that the reader may read, newest first, a page at a time. What a plan is worth is not told in the list:
/// together with its page it would tell of records that are hidden since.
web::Response show_plan_runs(const site::Services& services, const web::Call& call);

/// The form that starts a plan, with what was typed and what is wrong with it.
web::Response show_plan_form(const site::Services& services, const web::Call& call, const PlanForm& typed,
                             const Violations& violations);

}  // namespace kringwerk::planning
