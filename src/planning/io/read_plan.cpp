#include "planning/io/read_plan.h"
#include <algorithm>
#include "planning/io/load_network_problem.h"

namespace kringwerk::planning {

namespace {

std::shared_ptr<const ReadPlan> read_now(storage::Database& database, const PlanRun& run) {
  auto loaded = database.read([&](storage::Connection& connection) { return load_plan(connection, run.id, run.hub); });
  if (!loaded || !is_final(loaded->run.state)) return nullptr;
  auto plan = std::make_shared<ReadPlan>();
  plan->loaded = *std::move(loaded);
  plan->names = read_names(plan->loaded.files.at(std::string(kNamesFile)));
  plan->sources = load_plan_policy(plan->loaded.files.at("policy.toml")).sources;
  plan->figures = plan_figures(plan->loaded.instance, plan->loaded.plan, plan->names);
  plan->bundles = flow_bundles(plan->figures, plan->names);
  return plan;
}

template <class Records>
std::int64_t without(const Records& records, const HiddenRecords& hidden) {
  return std::count_if(records.begin(), records.end(),
                       [&](const auto& record) { return record.in_period && !hidden.contains(record.id); });
}

}  // namespace

std::shared_ptr<const ReadPlan> part_of_plan(const ReadPlan& whole, const HiddenRecords& hidden) {
  const matching::Instance& instance = whole.loaded.instance;
  VisiblePart visible = visible_part(instance, whole.loaded.plan, whole.names, hidden);
  auto part = std::make_shared<ReadPlan>();
  part->is_part = true;
  part->loaded.run = whole.run();
  part->loaded.run.counts = {
      without(instance.offers, hidden), without(instance.needs, hidden),
      std::count_if(instance.activities.begin(), instance.activities.end(),
                    [&](const matching::Activity& activity) { return !hidden.contains(activity.id); })};
  part->loaded.instance = std::move(visible.instance);
  part->loaded.plan = std::move(visible.plan);
  part->names = std::move(visible.names);
  part->sources = whole.sources;
  part->figures = plan_figures(part->loaded.instance, part->loaded.plan, part->names);
  part->bundles = flow_bundles(part->figures, part->names);
  return part;
}

std::shared_ptr<const ReadPlan> PlanShelf::whole(storage::Database& database, const PlanRun& run) {
  {
    const std::scoped_lock lock(mutex_);
    const auto found =
        std::find_if(kept_.begin(), kept_.end(), [&](const auto& kept) { return kept->run().id == run.id; });
    if (found != kept_.end()) {
      std::rotate(found, found + 1, kept_.end());
      return kept_.back();
    }
  }
  auto plan = read_now(database, run);
  if (!plan) return nullptr;
  const std::scoped_lock lock(mutex_);
  kept_.push_back(plan);
  if (kept_.size() > kMostKept) kept_.erase(kept_.begin());
  return plan;
}

std::shared_ptr<const ReadPlan> PlanShelf::read(storage::Database& database, const PlanRun& run,
                                                const materials::Audience& reader) {
  auto plan = whole(database, run);
  if (!plan) return nullptr;
  HiddenRecords hidden = database.read([&](storage::Connection& connection) {
    return load_hidden_records(connection, plan->loaded.instance, plan->names, reader);
  });
  if (hidden.empty()) return plan;
  {
    const std::scoped_lock lock(mutex_);
    for (const KeptPart& kept : parts_) {
      if (kept.run == run.id && kept.hidden == hidden) return kept.plan;
    }
  }
  auto part = part_of_plan(*plan, hidden);
  const std::scoped_lock lock(mutex_);
  parts_.push_back({run.id, std::move(hidden), part});
  if (parts_.size() > kMostKept) parts_.erase(parts_.begin());
  return part;
}

}  // namespace kringwerk::planning
