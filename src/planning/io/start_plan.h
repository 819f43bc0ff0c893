#pragma once

#include "planning/io/load_network_problem.h"
#include "site/make_once.h"
#include "site/services.h"
#include "web/form.h"
#include "web/router.h"

namespace kringwerk::planning {

/// A form that asks for a plan, as typed: percentages and seconds.
struct PlanForm {
  std::string gap, deadline, fairness;
};
inline constexpr std::array<std::string_view, 3> kPlanFormFields{"gap", "deadline", "fairness"};

PlanForm typed_plan(const web::Pairs& fields);
/// What the form asks; Invalid with all findings: those of web::FormReader, planning.gap_out_of_range,
/// planning.deadline_out_of_range, planning.fairness_out_of_range.
Result<RunWish> read_plan_form(const web::Form& form, Language language);

/// Queues a plan of what the network may see now, once for the request. Answers the address of the run. Missing when
/// the sender may not; Invalid (planning.nothing_to_plan, planning.run_waits_already) when there is nothing to do.
Result<std::string> start_plan(const site::Services& services, const web::Call& call, const site::NamedRequest& request,
                               const PlanPolicy& policy, const RunWish& wish);

/// Asks the run to end. Missing when it is not there or the sender may not; Conflict when it ended before.
Result<Done> cancel_plan(const site::Services& services, const web::Call& call, RunId id);

}  // namespace kringwerk::planning
