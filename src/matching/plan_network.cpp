#include "matching/plan_network.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

constexpr double kRadiusKm = 6371.0088;
constexpr double kKilogramsPerTonne = 1000;

Place place_of(Point point) {
  constexpr double kRadians = std::numbers::pi / 180;
  const double lat = point.lat * kRadians;
  const double lon = point.lon * kRadians;
  return {kRadiusKm * std::cos(lat) * std::cos(lon), kRadiusKm * std::cos(lat) * std::sin(lon),
          kRadiusKm * std::sin(lat)};
}

double tonnes(Kilograms kg) {
  return static_cast<double>(kg) / kKilogramsPerTonne;
}

}  // namespace

PlanNetwork::PlanNetwork(const Instance& whole, const PlanPart& part, HourPremium premium) : instance(whole) {
  permit_set({});
  add_offers(part);
  add_needs(part);
  add_activities(part, premium);
  sort_activities();
  const Policy& policy = instance.policy;
  constexpr double kHalfEarthKm = 20'016;
  double dearest = 0;
  for (const Material& material : instance.materials) dearest = std::max(dearest, std::abs(material.price_eur_per_t));
  for (const PlanActivity& activity : activities) dearest = std::max(dearest, std::abs(activity.profit_eur_per_t));
  scale_ = dearest + policy.k_eur_per_t + policy.tau_eur_per_tkm * std::min(policy.max_km, kHalfEarthKm);
}

int PlanNetwork::permit_set(const Permits& names) {
  const auto [known, fresh] = set_ids_.try_emplace(names, size_of(permit_sets));
  if (fresh) permit_sets.push_back(names);
  return known->second;
}

void PlanNetwork::add_offers(const PlanPart& part) {
  for (const int id : part.offers) {
    const Offer& offer = nth(instance.offers, id);
    if (!offer.in_period || offer.kg == 0) continue;
    offer_ids.push_back(id);
    PlanSource source{.at = place_of(offer.at), .window = offer.window, .material = offer.material};
    source.grade = offer.grade;
    source.permits = permit_set(offer.permit);
    source.tonnes = tonnes(offer.kg);
    sources.push_back(source);
  }
}

void PlanNetwork::add_needs(const PlanPart& part) {
  for (const int id : part.needs) {
    const Need& need = nth(instance.needs, id);
    if (!need.in_period || need.kg == 0) continue;
    need_ids.push_back(id);
    takers.push_back({place_of(need.at), need.window, need.min_grade, permit_set(need.permits), tonnes(need.kg)});
  }
}

void PlanNetwork::add_activities(const PlanPart& part, HourPremium premium) {
  std::map<int, int> workshops;
  for (const int id : part.activities) {
    const Activity& activity = nth(instance.activities, id);
    if (activity.capacity_kg == 0) continue;
    const Workshop& workshop = nth(instance.workshops, activity.workshop);
    const auto [known, fresh] = workshops.try_emplace(activity.workshop, static_cast<int>(workshop_ids.size()));
    if (fresh) {
      workshop_ids.push_back(activity.workshop);
      labour_hours.push_back(workshop.labour_hours);
    }
    activity_ids.push_back(id);
    const Policy& policy = instance.policy;
    PlanActivity work{.workshop = known->second, .first_output = outputs()};
    work.premium_eur_per_t = activity.hours_per_t * (workshop.small ? premium.small : premium.other);
    work.profit_eur_per_t = work.premium_eur_per_t + policy.sigma_eur_per_h * activity.hours_per_t -
                            activity.cost_eur_per_t - policy.residue_eur_per_t * activity.residue_share();
    work.hours_per_t = activity.hours_per_t;
    work.capacity_tonnes = tonnes(activity.capacity_kg);
    activities.push_back(work);
    takers.push_back(
        {place_of(workshop.at), {}, activity.min_grade, permit_set(workshop.permits), work.capacity_tonnes});
    add_outputs(static_cast<int>(activity_ids.size()) - 1);
  }
  activities.push_back({.first_output = outputs()});
}

void PlanNetwork::add_outputs(int activity) {
  const Activity& work = nth(instance.activities, nth(activity_ids, activity));
  const Place place = takers.back().at;
  for (std::size_t i = 0; i < work.outputs.size(); ++i) {
    const Output& output = work.outputs[i];
    if (output.yield_millionths == 0) continue;
    PlanSource source{.at = place, .material = output.material, .grade = output.grade};
    source.permits = permit_set(output.permit);
    source.activity = activity;
    source.output = static_cast<int>(i);
    source.yield = output.yield();
    source.tonnes = output.yield() * tonnes(work.capacity_kg);
    sources.push_back(source);
  }
}

/// Materials form no cycle, so the longest way to a material orders the activities that take it.
void PlanNetwork::sort_activities() {
  std::vector<int> level(instance.materials.size(), 0);
  const auto level_of = [&](int activity) {
    int highest = 0;
    for (const int material : nth(instance.activities, nth(activity_ids, activity)).materials) {
      highest = std::max(highest, nth(level, material));
    }
    return highest;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (int source = offers(); source < static_cast<int>(sources.size()); ++source) {
      const PlanSource& output = nth(sources, source);
      const int made = level_of(output.activity) + 1;
      if (made <= nth(level, output.material)) continue;
      level[static_cast<std::size_t>(output.material)] = made;
      changed = true;
    }
  }
  order.resize(activity_ids.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<int> levels(order.size());
  for (const int activity : order) levels[static_cast<std::size_t>(activity)] = level_of(activity);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return nth(levels, a) < nth(levels, b); });
}

std::span<const int> PlanNetwork::materials_of(int taker) const {
  return is_need(taker) ? nth(instance.needs, nth(need_ids, taker)).materials
                        : nth(instance.activities, nth(activity_ids, taker - needs())).materials;
}

double PlanNetwork::worth(int need, int material) const {
  return nth(instance.materials, material).price_eur_per_t * nth(instance.needs, nth(need_ids, need)).retention;
}

bool PlanNetwork::permits_allow(int source_set, int taker_set) const {
  if (source_set == 0 || source_set == taker_set) return true;
  const Permits& wanted = nth(permit_sets, source_set);
  const Permits& held = nth(permit_sets, taker_set);
  return std::includes(held.begin(), held.end(), wanted.begin(), wanted.end());
}

Point PlanNetwork::point_of_source(int source) const {
  if (source < offers()) return nth(instance.offers, nth(offer_ids, source)).at;
  const int workshop = nth(instance.activities, nth(activity_ids, nth(sources, source).activity)).workshop;
  return nth(instance.workshops, workshop).at;
}

Point PlanNetwork::point_of_taker(int taker) const {
  if (is_need(taker)) return nth(instance.needs, nth(need_ids, taker)).at;
  return nth(instance.workshops, nth(instance.activities, nth(activity_ids, taker - needs())).workshop).at;
}

bool PlanNetwork::within_reach(double km, int source, int taker) const {
  constexpr double kCloseKm = 1e-6;
  const double max_km = instance.policy.max_km;
  if (km < max_km - kCloseKm) return true;
  if (km > max_km + kCloseKm) return false;
  return great_circle_km(point_of_source(source), point_of_taker(taker)) <= max_km;
}

std::optional<double> PlanNetwork::value(int source, int taker) const {
  const PlanSource& from = nth(sources, source);
  const PlanTaker& to = nth(takers, taker);
  const std::span<const int> accepted = materials_of(taker);
  if (from.grade < to.min_grade || !permits_allow(from.permits, to.permits)) return std::nullopt;
  if (from.window.from > to.window.to || to.window.from > from.window.to) return std::nullopt;
  if (!std::binary_search(accepted.begin(), accepted.end(), from.material)) return std::nullopt;
  const double km = arc_km(chord_squared(from.at, to.at));
  if (!within_reach(km, source, taker)) return std::nullopt;
  const double haul = instance.policy.k_eur_per_t + instance.policy.tau_eur_per_tkm * km;
  return (is_need(taker) ? worth(taker, from.material) : 0.0) - haul;
}

}  // namespace kringwerk::matching
