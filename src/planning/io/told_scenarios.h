#pragma once

#include "planning/io/load_scenario.h"
#include "planning/io/read_plan.h"

namespace kringwerk::planning {

/// Scenarios as a reader may be told of them now. Thread rule: any thread.
class ToldScenarios {
 public:
  explicit ToldScenarios(storage::Database& database) : database_(database) {}

  /// What the reader may be told now of the plan that a scenario stands on; null when there is none.
  std::shared_ptr<const ReadPlan> plan_of(const Scenario& scenario, const materials::Audience& reader);
  /// Takes away what came of a plan with hidden records: it would tell of them.
  void forget_hidden(std::vector<Scenario>& scenarios, const materials::Audience& reader);

 private:
  storage::Database& database_;
  PlanShelf shelf_;
};

}  // namespace kringwerk::planning
