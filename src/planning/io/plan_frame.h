#pragma once

#include "planning/planned_run.h"
#include "site/page.h"

/// What the pages of plans have in common.
namespace kringwerk::planning {

/// `title` empty: the page of the latest plan itself.
site::PageFrame plan_frame(const site::Services& services, const web::Call& call, const std::string& title);

/// Whether who calls may come to a route of this policy.
bool may_come_to(const web::Call& call, std::string_view policy);

/// Links to all plans, to the form of a new one for who may start one, and to one that is under way.
void fill_plan_links(const web::Call& call, const std::optional<PlanRun>& unfinished, web::Model& model);

}  // namespace kringwerk::planning
