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

/// Records of one part whose limits move together.
struct Group {
  Limit kind{};
  std::vector<int> local{};
  std::vector<int> records{};
};
using Groups = std::map<std::pair<PotentialKind, std::string>, Group>;

std::string names(const Instance& instance, const std::vector<int>& materials) {
  std::string all;
  for (const int material : materials) all += (all.empty() ? "" : ";") + nth(instance.materials, material).id;
  return all;
}

Groups groups_of(const PlanNetwork& network) {
  Groups groups;
  const auto put = [&](PotentialKind kind, std::string name, Limit limit, int local, int record) {
    Group& group = groups[{kind, std::move(name)}];
    group.kind = limit;
    group.local.push_back(local);
    group.records.push_back(record);
  };
  const Instance& instance = network.instance;
  for (int i = 0; i < network.offers(); ++i) {
    const int id = nth(network.offer_ids, i);
    put(PotentialKind::offer, names(instance, {nth(instance.offers, id).material}), Limit::offer, i, id);
  }
  for (int i = 0; i < network.needs(); ++i) {
    const int id = nth(network.need_ids, i);
    put(PotentialKind::need, names(instance, nth(instance.needs, id).materials), Limit::need, i, id);
  }
  for (int i = 0; i < network.activity_count(); ++i) {
    const int id = nth(network.activity_ids, i);
    const Activity& activity = nth(instance.activities, id);
    put(PotentialKind::capacity, activity.kind + " " + names(instance, activity.materials), Limit::activity, i, id);
  }
  for (int i = 0; i < size_of(network.workshop_ids); ++i) {
    if (std::isinf(nth(network.labour_hours, i))) continue;
    const int id = nth(network.workshop_ids, i);
    put(PotentialKind::labour, nth(instance.workshops, id).id, Limit::workshop, i, id);
  }
  return groups;
}

/// The value after `by` units were spread over the group by size; the limits are put back.
double value_with(ClpProblem& problem, const Group& group, double total, double by) {
  std::vector<double> before;
  for (const int position : group.local) {
    const double amount = problem.limit(group.kind, position);
    const double share = total > 0 ? amount / total : 1 / static_cast<double>(group.local.size());
    before.push_back(amount);
    problem.set_limit(group.kind, position, std::max(0.0, amount + by * share));
  }
  const double value = problem.value_again();
  for (std::size_t i = 0; i < group.local.size(); ++i) problem.set_limit(group.kind, group.local[i], before[i]);
  return value;
}

void add_part(const PlanNetwork& network, const Plan& plan, std::vector<Potential>& found) {
  Workers workers(1);
  const PartStart start = part_start(network, plan, workers);
  const bool is_small = first_wish(network).offers_of_need == 0;
  ExactModel model(network, workers, is_small ? nullptr : &start);
  model.solve([] { return StopReason::none; }, [] {});
  if (!is_small) model.add_near(kNearSlack);
  ClpProblem& problem = model.problem();
  const double value = problem.value_again();
  for (const auto& [name, group] : groups_of(network)) {
    double total = 0;
    for (const int position : group.local) total += problem.limit(group.kind, position);
    Potential potential{.group = name.second, .kind = name.first, .records = group.records};
    potential.low_eur_per_unit = std::max(0.0, value_with(problem, group, total, 1) - value);
    const double less = std::min(1.0, total);
    potential.high_eur_per_unit = potential.low_eur_per_unit;
    if (less > 0) {
      const double lost = (value - value_with(problem, group, total, -less)) / less;
      potential.high_eur_per_unit = std::max(potential.low_eur_per_unit, lost);
    }
    if (potential.high_eur_per_unit > kNothing) found.push_back(std::move(potential));
  }
}

}  // namespace

std::vector<Potential> plan_potential(const Instance& instance, const Plan& plan) {
  std::vector<Potential> found;
  for (const PlanPart& part : plan_parts(instance)) add_part(PlanNetwork(instance, part), plan, found);
  std::sort(found.begin(), found.end(), [](const Potential& a, const Potential& b) {
    if (a.low_eur_per_unit != b.low_eur_per_unit) return a.low_eur_per_unit > b.low_eur_per_unit;
    return std::tie(a.kind, a.group) < std::tie(b.kind, b.group);
  });
  return found;
}

}  // namespace kringwerk::matching
