#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "matching/plan.h"

namespace kringwerk::matching {

/// PLAN.json as docs/matching.md describes it; one flow, one activity and one price per line. Prices of 0 are absent.
std::string plan_json(const Instance& instance, const Plan& plan);

/// The plan a text states, its ids found in the instance. Findings: matching.plan_syntax with the byte {offset},
/// matching.plan_field with the {field} that is not as it should be, matching.plan_unknown_record with {kind} and {id}.
/// Whether the plan is right is for check_plan to say.
Result<Plan> read_plan(const Instance& instance, std::string_view text);

/// A text as JSON has it, with its quotes.
std::string json_text(const std::string& text);

std::string status_name(PlanStatus status);

}  // namespace kringwerk::matching
