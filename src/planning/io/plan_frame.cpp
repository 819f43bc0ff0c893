#include "planning/io/plan_frame.h"

#include "access/route_policy.h"
#include "site/visit.h"

namespace kringwerk::planning {

site::PageFrame plan_frame(const site::Services& services, const web::Call& call, const std::string& title) {
  site::PageFrame frame;
  const std::string plan = services.texts.get(call.language, "planning.title");
  frame.title = title.empty() ? plan : title;
  frame.index = site::PageFrame::Index::no;
  if (title.empty()) {
    frame.crumbs = {{plan, ""}};
  } else {
    frame.crumbs = {{plan, "/plan"}, {title, ""}};
  }
  return frame;
}

bool may_come_to(const web::Call& call, std::string_view policy) {
  const access::RoutePolicy* found = access::find_route_policy(policy);
  return found != nullptr && access::may_come(found->audience, site::visit_of(call).actor);
}

void fill_plan_links(const web::Call& call, const std::optional<PlanRun>& unfinished, web::Model& model) {
  model.set("RUNS", site::address(call.language, "/plan/runs"));
  if (may_come_to(call, "planning.plan.new")) {
    model.add("START").set("LINK", site::address(call.language, "/plan/new"));
  }
  if (unfinished) {
    model.add("UNDER_WAY").set("LINK", site::address(call.language, "/plan/runs/" + unfinished->id.text()));
  }
}

}  // namespace kringwerk::planning
