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

/// All flows as people read them, for a spreadsheet; kilograms in plain digits, in the reader's language.
std::string flows_csv(const PlanTexts& texts, const ReadPlan& plan);

/// The text as a file to keep.
web::Response download(const std::string& name, std::string text);

}  // namespace kringwerk::planning
