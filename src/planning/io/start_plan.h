#pragma once

#include "planning/io/load_network_problem.h"
#include "site/make_once.h"
#include "site/services.h"
#include "web/form.h"
#include "web/router.h"

namespace kringwerk::planning {

/// A form that asks for a plan, as typed: percentages and seconds, the hub by its id; empty = the network.
struct PlanForm {
  std::string gap, deadline, fairness, hub;
};
inline constexpr std::array<std::string_view, 4> kPlanFormFields{"hub", "gap", "deadline", "fairness"};

PlanForm typed_plan(const web::Pairs& fields);
/// For whom a plan is asked, and how.
struct WantedPlan {
  RunWish wish;
  std::optional<access::ScopedHub> hub;  ///< with its own records and for its people only; absent = the network
};
/// What the form asks; Invalid with all findings: those of web::FormReader, planning.gap_out_of_range,
/// planning.deadline_out_of_range, planning.fairness_out_of_range.
Result<WantedPlan> read_plan_form(const web::Form& form, Language language);

/// Queues a plan of what the network (and the hub) may see now, once for the request. Answers the address of the run.
/// Missing when the sender may not; Invalid (planning.nothing_to_plan, planning.run_waits_already) when there is
/// nothing to do.
Result<std::string> start_plan(const site::Services& services, const web::Call& call, const site::NamedRequest& request,
                               const PlanPolicy& policy, const WantedPlan& wanted);

/// Asks the run to end. Missing when it is not there or the sender may not; Conflict when it ended before.
Result<Done> cancel_plan(const site::Services& services, const web::Call& call, RunId id);

}  // namespace kringwerk::planning
