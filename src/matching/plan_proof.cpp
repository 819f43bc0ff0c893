#include "matching/plan_proof.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace kringwerk::matching {

namespace {

constexpr double kKilograms = 1000;

bool fits(const Instance& instance, const Leaving& leaving, const std::vector<int>& materials, int min_grade,
          const Permits& held, Point place) {
  return std::find(materials.begin(), materials.end(), leaving.material) != materials.end() &&
         leaving.grade >= min_grade &&
         std::all_of(leaving.permit->begin(), leaving.permit->end(),
                     [&](int name) { return std::find(held.begin(), held.end(), name) != held.end(); }) &&
         great_circle_km(leaving.at, place) <= instance.policy.max_km;
}

double haul(const Instance& instance, Point from, Point to) {
  return instance.policy.k_eur_per_t + instance.policy.tau_eur_per_tkm * great_circle_km(from, to);
}

/// A place as a direction from the centre of the earth.
struct Direction {
  double x = 0, y = 0, z = 0;
};

Direction direction(Point point) {
  constexpr double kRadians = std::numbers::pi / 180;
  const double lat = point.lat * kRadians, lon = point.lon * kRadians;
  return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

/// A taker of one material, with what it gives before the haul and what rules most sources out at a glance.
struct Taker {
  double gives = 0;
  Direction at{};
  int min_grade = 0;
  int record = 0;
  bool is_need = false;
};

/// The straight way through the earth, a little shortened: never longer than the way along it.
double least_km(const Direction& a, const Direction& b) {
  constexpr double kShortenedRadiusKm = 6371.0088 * (1 - 1e-9);
  return kShortenedRadiusKm *
         std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z));
}

/// Prices every source against the takers of its material, those that give most first.
class Proof {
 public:
  Proof(const Instance& instance, const PlanPrices& prices, const PlanFairness& fairness)
      : instance_(instance), prices_(prices), fairness_(fairness) {
    takers_.resize(instance.materials.size());
    for (std::size_t i = 0; i < instance.needs.size(); ++i) {
      const Need& need = instance.needs[i];
      if (!need.in_period || need.kg == 0) continue;
      for (const int material : need.materials) {
        const double worth = price_of(material) * need.retention;
        const double gives = worth - instance.policy.k_eur_per_t - prices.need_eur_per_t[i];
        takers_[static_cast<std::size_t>(material)].push_back(
            {gives, direction(need.at), need.min_grade, static_cast<int>(i), true});
      }
    }
    for (std::size_t i = 0; i < instance.activities.size(); ++i) {
      const Activity& activity = instance.activities[i];
      if (activity.capacity_kg == 0) continue;
      for (const int material : activity.materials) {
        const double gives = prices.input_eur_per_t[i] - instance.policy.k_eur_per_t;
        takers_[static_cast<std::size_t>(material)].push_back(
            {gives, direction(place(activity)), activity.min_grade, static_cast<int>(i), false});
      }
    }
    for (auto& list : takers_) {
      std::sort(list.begin(), list.end(), [](const Taker& a, const Taker& b) { return a.gives > b.gives; });
    }
  }

  double bound() const {
    double sum = 0;
    for (const Offer& offer : instance_.offers) {
      if (offer.in_period) sum += tonnes(offer.kg) * price(leaving_offer(offer), -1);
    }
    for (std::size_t i = 0; i < instance_.needs.size(); ++i) {
      if (instance_.needs[i].in_period) sum += tonnes(instance_.needs[i].kg) * prices_.need_eur_per_t[i];
    }
    for (std::size_t i = 0; i < instance_.activities.size(); ++i) {
      sum += tonnes(instance_.activities[i].capacity_kg) * capacity_price(static_cast<int>(i));
    }
    for (std::size_t i = 0; i < instance_.workshops.size(); ++i) {
      if (prices_.labour_eur_per_h[i] > 0) sum += instance_.workshops[i].labour_hours * prices_.labour_eur_per_h[i];
    }
    return sum;
  }

 private:
  static double tonnes(Kilograms kg) { return static_cast<double>(kg) / kKilograms; }
  double price_of(int material) const {
    return instance_.materials[static_cast<std::size_t>(material)].price_eur_per_t;
  }
  Point place(const Activity& activity) const {
    return instance_.workshops[static_cast<std::size_t>(activity.workshop)].at;
  }

  /// The most that any taker but `self` leaves over for this material; at least 0.
  double price(const Leaving& leaving, int self) const {
    const double tau = instance_.policy.tau_eur_per_tkm;
    const Direction from = direction(leaving.at);
    double best = 0;
    for (const Taker& taker : takers_[static_cast<std::size_t>(leaving.material)]) {
      if (taker.gives <= best) break;
      if (leaving.grade < taker.min_grade || taker.gives - tau * least_km(from, taker.at) <= best) continue;
      const auto record = static_cast<std::size_t>(taker.record);
      if (!taker.is_need && taker.record == self) continue;
      if (taker.is_need) {
        const Need& need = instance_.needs[record];
        const auto value = value_at_need(instance_, leaving, need);
        if (value) best = std::max(best, *value - prices_.need_eur_per_t[record]);
      } else {
        const auto value = value_at_activity(instance_, leaving, instance_.activities[record]);
        if (value) best = std::max(best, *value + prices_.input_eur_per_t[record]);
      }
    }
    return best;
  }

  double capacity_price(int position) const {
    const auto at = static_cast<std::size_t>(position);
    const Activity& activity = instance_.activities[at];
    if (activity.capacity_kg == 0) return 0;
    const Policy& policy = instance_.policy;
    double left = policy.sigma_eur_per_h * activity.hours_per_t - activity.cost_eur_per_t -
                  policy.residue_eur_per_t * activity.residue_share() - prices_.input_eur_per_t[at] -
                  prices_.labour_eur_per_h[static_cast<std::size_t>(activity.workshop)] * activity.hours_per_t;
    const Workshop& workshop = instance_.workshops[static_cast<std::size_t>(activity.workshop)];
    left += fairness_.eur_per_h * activity.hours_per_t * ((workshop.small ? 1 : 0) - fairness_.share);
    for (const Output& output : activity.outputs) {
      if (output.yield_millionths > 0) left += output.yield() * price(leaving_output(workshop, output), position);
    }
    return std::max(0.0, left);
  }

  const Instance& instance_;
  const PlanPrices& prices_;
  const PlanFairness& fairness_;
  std::vector<std::vector<Taker>> takers_;
};

}  // namespace

Leaving leaving_offer(const Offer& offer) {
  return {offer.at, offer.material, offer.grade, &offer.permit, offer.window};
}

Leaving leaving_output(const Workshop& workshop, const Output& output) {
  return {workshop.at, output.material, output.grade, &output.permit, std::nullopt};
}

std::optional<double> value_at_need(const Instance& instance, const Leaving& leaving, const Need& need) {
  if (!need.in_period || !fits(instance, leaving, need.materials, need.min_grade, need.permits, need.at)) {
    return std::nullopt;
  }
  if (leaving.window && (leaving.window->to < need.window.from || need.window.to < leaving.window->from)) {
    return std::nullopt;
  }
  const double price = instance.materials[static_cast<std::size_t>(leaving.material)].price_eur_per_t;
  return price * need.retention - haul(instance, leaving.at, need.at);
}

std::optional<double> value_at_activity(const Instance& instance, const Leaving& leaving, const Activity& activity) {
  const Workshop& workshop = instance.workshops[static_cast<std::size_t>(activity.workshop)];
  if (!fits(instance, leaving, activity.materials, activity.min_grade, workshop.permits, workshop.at)) {
    return std::nullopt;
  }
  return -haul(instance, leaving.at, workshop.at);
}

double proven_bound(const Instance& instance, const PlanPrices& prices, const PlanFairness& fairness) {
  return Proof(instance, prices, fairness).bound();
}

}  // namespace kringwerk::matching
