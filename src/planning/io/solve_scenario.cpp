#include "planning/io/solve_scenario.h"

#include "matching/io/load_plan_files.h"
#include "matching/plan_solver.h"
#include "matching/plan_translation.h"

namespace kringwerk::planning {

Result<WhatifOutcome> solve_changes(const LoadedPlan& plan, const std::vector<Change>& changes) {
  using std::chrono::steady_clock;
  const auto start = steady_clock::now();
  std::map<std::string, std::string> texts = plan.files;
  const std::string toml = changes_toml(plan.instance, changes, weeks_of(plan.run.period));
  Violations found = matching::apply_changes(toml, texts);
  if (!found.empty()) return Invalid{std::move(found)};
  const auto after = matching::read_instance(texts);
  if (!after) return after.error();
  const matching::Plan from = matching::translated_plan(plan.instance, plan.plan, *after);
  matching::PlanOptions options{.gap = plan.run.wish.gap, .fairness = plan.run.wish.fairness};
  options.stop = [&] {
    return steady_clock::now() - start > kWhatifDeadline ? matching::StopReason::deadline : matching::StopReason::none;
  };
  options.start = &from;
  options.before = &plan.instance;
  matching::Plan changed = matching::solve_plan(*after, options);
  changed.seconds = std::chrono::duration<double>(steady_clock::now() - start).count();
  return whatif_outcome({plan.instance, plan.plan}, {*after, changed},
                        read_names(plan.files.at(std::string(kNamesFile))));
}

}  // namespace kringwerk::planning
