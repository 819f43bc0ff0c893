#pragma once

#include "planning/io/load_scenario.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::planning {

/// The form of one more change, with what was typed and what is wrong with it.
struct ChangePage {
  const Scenario& scenario;
  const LoadedPlan& plan;
  ChangeKind kind{};
  web::Pairs typed = {};
  Violations violations = {};
  int status = 200;  ///< 412: somebody else changed the scenario meanwhile
};
web::Response show_change_page(const site::Services& services, const web::Call& call, const ChangePage& page);

}  // namespace kringwerk::planning
