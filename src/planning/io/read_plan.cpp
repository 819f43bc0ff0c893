#include "planning/io/read_plan.h"

#include <algorithm>

#include "planning/io/load_network_problem.h"

namespace kringwerk::planning {

namespace {

std::shared_ptr<const ReadPlan> read_now(storage::Database& database, RunId id) {
  auto loaded = database.read([&](storage::Connection& connection) { return load_plan(connection, id); });
  if (!loaded || !is_final(loaded->run.state)) return nullptr;
  auto plan = std::make_shared<ReadPlan>();
  plan->loaded = *std::move(loaded);
  plan->names = read_names(plan->loaded.files.at(std::string(kNamesFile)));
  plan->sources = load_plan_policy(plan->loaded.files.at("policy.toml")).sources;
  plan->figures = plan_figures(plan->loaded.instance, plan->loaded.plan, plan->names);
  plan->bundles = flow_bundles(plan->figures, plan->names);
  return plan;
}

}  // namespace

std::shared_ptr<const ReadPlan> PlanShelf::read(storage::Database& database, RunId id) {
  {
    const std::scoped_lock lock(mutex_);
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const auto& kept) { return kept->run().id == id; });
    if (found != kept_.end()) {
      std::rotate(found, found + 1, kept_.end());
      return kept_.back();
    }
  }
  auto plan = read_now(database, id);
  if (!plan) return nullptr;
  const std::scoped_lock lock(mutex_);
  kept_.push_back(plan);
  if (kept_.size() > kMostKept) kept_.erase(kept_.begin());
  return plan;
}

}  // namespace kringwerk::planning
