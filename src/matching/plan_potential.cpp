#include "matching/plan_potential.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "matching/exact_model.h"
#include "matching/nth.h"
#include "matching/plan_parts.h"

namespace kringwerk::matching {

namespace {

constexpr double kNearSlack = 25;
constexpr double kNothing = 1e-6;

using Limit = ClpProblem::Limit;

/// Records of one part whose limits move together. `tonnes_per_unit` is 1, but for work, which is counted in hours.
struct Group {
  Limit kind{};
  std::vector<int> local{};
  std::vector<int> records{};
  std::vector<double> tonnes_per_unit{};
};
using Groups = std::map<std::tuple<PotentialKind, std::string, std::string>, Group>;

std::string names(const Instance& instance, const std::vector<int>& materials) {
  std::string all;
  for (const int material : materials) all += (all.empty() ? "" : ";") + nth(instance.materials, material).id;
  return all;
}

class GroupMaker {
 public:
  GroupMaker(const PlanNetwork& network, const PotentialOptions& options) : network_(network), options_(options) {}

  Groups make() {
    const Instance& instance = network_.instance;
    for (int i = 0; i < network_.offers(); ++i) {
      const int id = nth(network_.offer_ids, i);
      put(PotentialKind::offer, names(instance, {nth(instance.offers, id).material}), {Limit::offer, i, id});
    }
    for (int i = 0; i < network_.needs(); ++i) {
      const int id = nth(network_.need_ids, i);
      put(PotentialKind::need, names(instance, nth(instance.needs, id).materials), {Limit::need, i, id});
    }
    for (int i = 0; i < network_.activity_count(); ++i) put_activity(i);
    for (int i = 0; i < size_of(network_.workshop_ids); ++i) {
      if (std::isinf(nth(network_.labour_hours, i))) continue;
      const int id = nth(network_.workshop_ids, i);
      put(PotentialKind::labour, nth(instance.workshops, id).id, {Limit::workshop, i, id});
    }
    return std::move(groups_);
  }

 private:
  struct Member {
    Limit limit{};
    int local = 0;
    int record = 0;
    double tonnes_per_unit = 1;
  };

  void put_activity(int local) {
    const Instance& instance = network_.instance;
    const int id = nth(network_.activity_ids, local);
    const Activity& activity = nth(instance.activities, id);
    const std::string name = activity.kind + " " + names(instance, activity.materials);
    put(PotentialKind::capacity, name, {Limit::activity, local, id});
    const bool is_free = std::isinf(nth(instance.workshops, activity.workshop).labour_hours);
    if (!options_.with_work || !is_free || activity.hours_per_t <= 0) return;
    put(PotentialKind::work, name, {Limit::activity, local, id, 1 / activity.hours_per_t});
  }

  void put(PotentialKind kind, const std::string& name, const Member& member) {
    const auto labels =
        options_.labels ? options_.labels(kind, member.record) : std::vector<std::string>{std::string()};
    for (const std::string& label : labels) {
      Group& group = groups_[{kind, label, name}];
      group.kind = member.limit;
      group.local.push_back(member.local);
      group.records.push_back(member.record);
      group.tonnes_per_unit.push_back(member.tonnes_per_unit);
    }
  }

  const PlanNetwork& network_;
  const PotentialOptions& options_;
  Groups groups_;
};

/// What the group has now, in its unit.
double total_of(const ClpProblem& problem, const Group& group) {
  double total = 0;
  for (std::size_t i = 0; i < group.local.size(); ++i) {
    total += problem.limit(group.kind, group.local[i]) / group.tonnes_per_unit[i];
  }
  return total;
}

/// The value after `by` units were spread over the group by size; the limits are put back.
double value_with(ClpProblem& problem, const Group& group, double total, double by) {
  std::vector<double> before;
  for (std::size_t i = 0; i < group.local.size(); ++i) {
    const double amount = problem.limit(group.kind, group.local[i]);
    const double tonnes = group.tonnes_per_unit[i];
    const double share = total > 0 ? amount / tonnes / total : 1 / static_cast<double>(group.local.size());
    before.push_back(amount);
    problem.set_limit(group.kind, group.local[i], std::max(0.0, amount + by * share * tonnes));
  }
  const double value = problem.value_again();
  for (std::size_t i = 0; i < group.local.size(); ++i) problem.set_limit(group.kind, group.local[i], before[i]);
  return value;
}

Potential potential_of(ClpProblem& problem, const Group& group, double value) {
  Potential potential{.records = group.records};
  const double total = total_of(problem, group);
  potential.low_eur_per_unit = std::max(0.0, value_with(problem, group, total, 1) - value);
  potential.high_eur_per_unit = potential.low_eur_per_unit;
  const double less = std::min(1.0, total);
  if (less > 0) {
    const double lost = (value - value_with(problem, group, total, -less)) / less;
    potential.high_eur_per_unit = std::max(potential.low_eur_per_unit, lost);
  }
  return potential;
}

void add_part(const PlanNetwork& network, const Plan& plan, const PotentialOptions& options,
              std::vector<Potential>& found) {
  const auto stop = [&] { return options.stop ? options.stop() : StopReason::none; };
  Workers workers(1);
  PartIndexes indexes(network);
  const PartStart start = part_start(network, plan, indexes, workers);
  const bool is_small = first_wish(network).offers_of_need == 0;
  ExactModel model(network, indexes, workers, is_small ? nullptr : &start);
  if (!model.solve(stop, [] {})) return;
  if (!is_small) model.add_near(kNearSlack);
  ClpProblem& problem = model.problem();
  const double value = problem.value_again();
  for (const auto& [name, group] : GroupMaker(network, options).make()) {
    if (stop() != StopReason::none) return;
    Potential potential = potential_of(problem, group, value);
    if (potential.high_eur_per_unit <= kNothing) continue;
    std::tie(potential.kind, potential.label, potential.group) = name;
    found.push_back(std::move(potential));
  }
}

}  // namespace

std::vector<Potential> plan_potential(const Instance& instance, const Plan& plan, const PotentialOptions& options) {
  std::vector<Potential> found;
  for (const PlanPart& part : plan_parts(instance)) {
    if (options.stop && options.stop() != StopReason::none) break;
    add_part(PlanNetwork(instance, part), plan, options, found);
  }
  std::sort(found.begin(), found.end(), [](const Potential& a, const Potential& b) {
    if (a.low_eur_per_unit != b.low_eur_per_unit) return a.low_eur_per_unit > b.low_eur_per_unit;
    return std::tie(a.kind, a.group, a.label) < std::tie(b.kind, b.group, b.label);
  });
  return found;
}

}  // namespace kringwerk::matching
