#pragma once

#include "planning/io/told_scenarios.h"
#include "site/page.h"
#include "site/services.h"

namespace kringwerk::planning {

/// The list of scenarios with the form for a new one: what was typed in it and what is wrong with that.
web::Response show_scenario_list(const site::Services& services, const web::Call& call, ToldScenarios& told,
                                 const web::Pairs& typed, const Violations& found);
/// The chosen ones side by side, as far as they have an outcome that may be told.
web::Response show_compared_scenarios(const site::Services& services, const web::Call& call, ToldScenarios& told);

/// The frame of a page on scenarios; `name` empty: of their list.
site::PageFrame scenario_frame(const site::Services& services, const web::Call& call, const std::string& name);

}  // namespace kringwerk::planning
