#include "matching/arc_index.h"

#include <algorithm>
#include <cmath>

namespace kringwerk::matching {

namespace {

constexpr std::size_t kKeptNeeds = 48;

bool holds_all(const Permits& holder, const Permits& wanted) {
  return std::includes(holder.begin(), holder.end(), wanted.begin(), wanted.end());
}

/// The fault of an arc, or nullopt when it breaks more than one rule.
std::optional<Fault> single_fault(bool grade_fails, bool permit_fails, bool distance_fails) {  // NOLINT
  const int failing = int{grade_fails} + int{permit_fails} + int{distance_fails};
  if (failing > 1) return std::nullopt;
  if (grade_fails) return Fault::grade;
  if (permit_fails) return Fault::permit;
  return distance_fails ? Fault::max_km : Fault::none;
}

bool comes_first(const NeedArc& a, const NeedArc& b) {
  return a.value != b.value ? a.value > b.value : a.need < b.need;
}

}  // namespace

void Reach::add(const Reach& other, double value_shift) {
  if (!other.is_possible()) return;
  best = std::max(best, other.best + value_shift);
  worst = std::min(worst, other.worst + value_shift);
  most_kg = std::max(most_kg, other.most_kg);
  least_kg = std::min(least_kg, other.least_kg);
  earliest_from = std::min(earliest_from, other.earliest_from);
  latest_from = std::max(latest_from, other.latest_from);
  earliest_to = std::min(earliest_to, other.earliest_to);
  latest_to = std::max(latest_to, other.latest_to);
  has_minimum = has_minimum || other.has_minimum;
  has_zero_capacity = has_zero_capacity || other.has_zero_capacity;
}

Source source_of(const Offer& offer) {
  return {offer.at, offer.material, offer.grade, &offer.permit};
}

ArcIndex::ArcIndex(const Instance& instance) : instance_(instance) {
  needs_of_.resize(instance.materials.size());
  activities_of_.resize(instance.materials.size());
  for (std::size_t need = 0; need < instance.needs.size(); ++need) {
    if (!instance.needs[need].in_period) continue;
    for (const int material : instance.needs[need].materials) {
      needs_of_[static_cast<std::size_t>(material)].push_back(static_cast<int>(need));
    }
  }
  double scale = 20'100 * instance.policy.tau_eur_per_tkm + instance.policy.k_eur_per_t;
  for (const Material& material : instance.materials) scale += std::abs(material.price_eur_per_t);
  double dearest = 0;
  for (std::size_t at = 0; at < instance.activities.size(); ++at) {
    const Activity& activity = instance.activities[at];
    for (const int material : activity.materials) {
      activities_of_[static_cast<std::size_t>(material)].push_back(static_cast<int>(at));
    }
    first_slot_.push_back(static_cast<int>(sources_.size()));
    for (std::size_t output = 0; output < activity.outputs.size(); ++output) {
      const Output& made = activity.outputs[output];
      const Point place = instance.workshops[static_cast<std::size_t>(activity.workshop)].at;
      sources_.push_back({place, made.material, made.grade, &made.permit});
      own_values_.push_back(own_value_of(activity, output));
    }
    dearest = std::max(dearest, std::abs(activity.cost_eur_per_t) + std::abs(instance.policy.residue_eur_per_t) +
                                    instance.policy.sigma_eur_per_h * activity.hours_per_t);
  }
  slack_ = 1e-9 + 1e-12 * (scale + dearest);
  for (const Source& source : sources_) {
    next_.push_back(all_next(source));
    needs_.push_back(need_lists(source));
  }
}

double ArcIndex::own_value_of(const Activity& activity, std::size_t followed) const {
  const Policy& policy = instance_.policy;
  double value = policy.sigma_eur_per_h * activity.hours_per_t - activity.cost_eur_per_t -
                 policy.residue_eur_per_t * activity.residue_share();
  for (std::size_t other = 0; other < activity.outputs.size(); ++other) {
    if (other == followed) continue;
    const Output& output = activity.outputs[other];
    value +=
        policy.beta * output.yield() * instance_.materials[static_cast<std::size_t>(output.material)].price_eur_per_t;
  }
  return value;
}

std::optional<NeedArc> ArcIndex::arc_to_need(const Source& source, int need) const {
  const Need& taker = instance_.needs[static_cast<std::size_t>(need)];
  const double km = great_circle_km(source.at, taker.at);
  const auto fault = single_fault(
      source.grade<taker.min_grade, !holds_all(taker.permits, *source.permit), km> instance_.policy.max_km);
  if (!fault) return std::nullopt;
  const double price = instance_.materials[static_cast<std::size_t>(source.material)].price_eur_per_t;
  const double haul = instance_.policy.k_eur_per_t + instance_.policy.tau_eur_per_tkm * km;
  return NeedArc{price * taker.retention - haul, need, *fault};
}

std::optional<NextArc> ArcIndex::arc_to_activity(const Source& source, int activity) const {
  const Activity& taker = instance_.activities[static_cast<std::size_t>(activity)];
  const Workshop& workshop = instance_.workshops[static_cast<std::size_t>(taker.workshop)];
  const double km = great_circle_km(source.at, workshop.at);
  const auto fault = single_fault(
      source.grade<taker.min_grade, !holds_all(workshop.permits, *source.permit), km> instance_.policy.max_km);
  if (!fault) return std::nullopt;
  return NextArc{-instance_.policy.k_eur_per_t - instance_.policy.tau_eur_per_tkm * km, activity, *fault};
}

Reach ArcIndex::reach_of(int need, double value) const {
  const Need& taker = instance_.needs[static_cast<std::size_t>(need)];
  const auto kg = static_cast<double>(taker.kg);
  return {.best = value,
          .worst = value,
          .most_kg = kg,
          .least_kg = kg,
          .earliest_from = taker.window.from,
          .latest_from = taker.window.from,
          .earliest_to = taker.window.to,
          .latest_to = taker.window.to,
          .has_minimum = taker.min_kg > 0};
}

std::array<NeedList, kFaults.size()> ArcIndex::need_lists(const Source& source) const {
  std::array<NeedList, kFaults.size()> lists;
  for (const int need : needs_of_[static_cast<std::size_t>(source.material)]) {
    const auto arc = arc_to_need(source, need);
    if (!arc) continue;
    NeedList& list = lists[static_cast<std::size_t>(arc->fault)];
    list.arcs.push_back(*arc);
    list.reach.add(reach_of(need, arc->value), 0);
  }
  for (NeedList& list : lists) {
    list.is_complete = list.arcs.size() <= kKeptNeeds;
    const auto kept = list.arcs.begin() + static_cast<std::ptrdiff_t>(std::min(kKeptNeeds, list.arcs.size()));
    std::partial_sort(list.arcs.begin(), kept, list.arcs.end(), comes_first);
    list.arcs.erase(kept, list.arcs.end());
    list.arcs.shrink_to_fit();
  }
  return lists;
}

NeedList ArcIndex::all_needs(const Source& source, Fault fault) const {
  NeedList list;
  for (const int need : needs_of_[static_cast<std::size_t>(source.material)]) {
    const auto arc = arc_to_need(source, need);
    if (!arc || arc->fault != fault) continue;
    list.arcs.push_back(*arc);
    list.reach.add(reach_of(need, arc->value), 0);
  }
  std::sort(list.arcs.begin(), list.arcs.end(), comes_first);
  return list;
}

std::vector<NextArc> ArcIndex::all_next(const Source& source) const {
  std::vector<NextArc> arcs;
  for (const int activity : takers(source.material)) {
    if (const auto arc = arc_to_activity(source, activity)) arcs.push_back(*arc);
  }
  return arcs;
}

}  // namespace kringwerk::matching
