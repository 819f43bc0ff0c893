#include "planning/io/told_scenarios.h"

#include <map>

namespace kringwerk::planning {

std::shared_ptr<const ReadPlan> ToldScenarios::plan_of(const Scenario& scenario, const materials::Audience& reader) {
  const auto run = database_.read([&](storage::Connection& connection) { return load_run_of(connection, scenario); });
  return run ? shelf_.read(database_, *run, reader) : nullptr;
}

void ToldScenarios::forget_hidden(std::vector<Scenario>& scenarios, const materials::Audience& reader) {
  std::map<RunId, bool> is_part;
  for (Scenario& scenario : scenarios) {
    const auto [known, fresh] = is_part.try_emplace(scenario.run, true);
    if (fresh) {
      const auto plan = plan_of(scenario, reader);
      known->second = !plan || plan->is_part;
    }
    scenario.is_hidden = known->second && scenario.outcome;
    if (known->second) scenario.outcome.reset();
  }
}

}  // namespace kringwerk::planning
