#pragma once

#include <string>

#include "planning/io/plan_texts.h"
#include "planning/io/read_plan.h"
#include "web/template.h"

/// The parts of the page of a plan (templates/planning/plan.html).
namespace kringwerk::planning {

/// Which flows the table shows, as the address says.
struct FlowFilter {
  std::string hub;     ///< id as text; empty: all
  std::string family;  ///< empty: all
  int page = 1;
};
inline constexpr std::size_t kFlowsOnPage = 40;

/// The head: what was looked at, key figures, how good the plan is proven to be, what the second program found. Of a
/// part of a plan: that it is one, and the way to a new plan for who may start it.
void fill_plan_head(const PlanTexts& texts, const ReadPlan& plan, bool may_start, web::Model& model);
/// Map, Sankey, and the tables of equal content.
void fill_plan_drawings(const PlanTexts& texts, const ReadPlan& plan, web::Model& model);
/// The balance to the kilogram: of the whole, per hub, per material.
void fill_plan_sums(const PlanTexts& texts, const ReadPlan& plan, web::Model& model);
/// The wish for small workshops and what it costs; the numbers of policy with their sources.
void fill_plan_terms(const PlanTexts& texts, const ReadPlan& plan, web::Model& model);
/// All flows that fit the filter, a page at a time.
void fill_plan_flows(const PlanTexts& texts, const ReadPlan& plan, const FlowFilter& filter, const std::string& address,
                     web::Model& model);

/// How good a plan is, in a few words: "at most 0.6 % better possible".
std::string verdict_of(const PlanTexts& texts, const RunResult& result);
/// Words of a state: also why a run ended early.
std::string state_words(const PlanTexts& texts, const PlanRun& run);

}  // namespace kringwerk::planning
