#pragma once

#include <string>
#include <string_view>

#include "planning/io/plan_texts.h"
#include "planning/io/read_plan.h"
#include "web/response.h"

/// A plan as files.
namespace kringwerk::planning {

inline constexpr std::string_view kFlowsFile = "flows.csv";

/// Whether a kept file of a run is offered under its name: the instance's, names.csv and PLAN.json.
bool is_offered(std::string_view name);

/// All flows as people read them, for a spreadsheet, in the reader's language.
web::Response flows_csv(const PlanTexts& texts, const ReadPlan& plan);

/// A file of the instance, as the command `kringwerk match` reads and writes it.
web::Response download(const std::string& name, std::string text);

}  // namespace kringwerk::planning
