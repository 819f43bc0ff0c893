#pragma once

#include <functional>

#include "planning/io/load_network_problem.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::planning {

/// What the pages of plans need beside the services.
struct PlanPageParts {
  PlanPolicy policy;
  std::function<void()> plan_waits;  ///< called after a transaction that queued or cancelled a run; may be empty
};

/// GET /{lang}/plan: the latest plan of the network. GET /{lang}/plan/runs: all of them. GET
/// /{lang}/plan/runs/{run:id}: one, or how far it is. GET /{lang}/plan/new and POST /{lang}/plan/runs: starting one.
/// POST …/cancel. GET …/{file}: flows.csv, PLAN.json and the files of the instance.
void add_plan_routes(web::Router& router, const site::Services& services, PlanPageParts parts);

}  // namespace kringwerk::planning
