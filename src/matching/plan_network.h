#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "matching/instance.h"

namespace kringwerk::matching {

/// Records of an instance that can be planned without the others. Ascending positions in the instance.
struct PlanPart {
  std::vector<int> offers{};
  std::vector<int> needs{};
  std::vector<int> activities{};
  std::size_t records() const { return offers.size() + needs.size() + activities.size(); }
};

/// Kilometres from the centre of the earth, so that distances cost a few multiplications.
struct Place {
  double x = 0;
  double y = 0;
  double z = 0;
};

/// Chord in a straight line, squared; never longer than the great circle.
inline double chord_squared(const Place& a, const Place& b) {
  const double x = a.x - b.x;
  const double y = a.y - b.y;
  const double z = a.z - b.z;
  return x * x + y * y + z * z;
}
/// Great-circle kilometres of a chord, to 1e-13 of its length.
inline double arc_km(double chord_squared_km2) {
  constexpr double kRadiusKm = 6371.0088;
  constexpr double kSeriesUpTo = 0.01;  // 1270 km; the first term left out is below 2e-14
  const double t2 = chord_squared_km2 / (4 * kRadiusKm * kRadiusKm);
  if (t2 > kSeriesUpTo) return 2 * kRadiusKm * std::asin(std::sqrt(std::min(1.0, t2)));
  const double series =
      1 + t2 * (1.0 / 6 + t2 * (3.0 / 40 + t2 * (15.0 / 336 + t2 * (105.0 / 3456 + t2 * (945.0 / 42240)))));
  return std::sqrt(chord_squared_km2) * series;
}

/// Where material leaves from: first the offers of the part, then the outputs of its activities.
struct PlanSource {
  Place at{};
  Window window{};  ///< open for outputs
  int material = 0;
  int grade = 0;
  int permits = 0;    ///< of the material: position in PlanNetwork::permit_sets
  int activity = -1;  ///< local position; -1 for an offer
  int output = -1;
  double yield = 0;   ///< of an output
  double tonnes = 0;  ///< supply, or yield × capacity
};

/// Where material goes to: first the needs of the part, then the inputs of its activities.
struct PlanTaker {
  Place at{};
  Window window{};  ///< open for activities
  int min_grade = 0;
  int permits = 0;    ///< that it holds
  double tonnes = 0;  ///< demand or capacity
};

struct PlanActivity {
  int workshop = 0;              ///< local position
  int first_output = 0;          ///< position among the outputs; the next activity's ends them
  double premium_eur_per_t = 0;  ///< part of the profit that is no value of the plan
  double profit_eur_per_t = 0;   ///< σ·hours − cost − ϱ·residue share
  double hours_per_t = 0;
  double capacity_tonnes = 0;
};

/// What an hour of social work is worth on top, so that a wish about hours is met; € per hour, may be negative.
struct HourPremium {
  double small = 0;
  double other = 0;
};

/// One part as arrays. Offers, needs and activities without kilograms or outside the period are left out, and so are
/// outputs with yield 0: nothing can flow there. Immutable, any number of threads may read it.
struct PlanNetwork {
  explicit PlanNetwork(const Instance& whole, const PlanPart& part, HourPremium premium = {});

  const Instance& instance;
  std::vector<int> offer_ids{}, need_ids{}, activity_ids{}, workshop_ids{};  ///< positions in the instance
  std::vector<PlanSource> sources{};
  std::vector<PlanTaker> takers{};
  std::vector<PlanActivity> activities{};  ///< one more than there are, to end the outputs of the last
  std::vector<double> labour_hours{};      ///< per workshop; infinity where unlimited
  std::vector<int> order{};                ///< activities, each after those that can feed it
  std::vector<Permits> permit_sets{};

  int offers() const { return static_cast<int>(offer_ids.size()); }
  int needs() const { return static_cast<int>(need_ids.size()); }
  int activity_count() const { return static_cast<int>(activity_ids.size()); }
  int outputs() const { return static_cast<int>(sources.size()) - offers(); }
  bool is_need(int taker) const { return taker < needs(); }
  std::span<const int> materials_of(int taker) const;
  /// price·retention of a material at a need.
  double worth(int need, int material) const;

  bool permits_allow(int source_set, int taker_set) const;
  /// Whether two places are within max_km, decided like everybody else does when it is close.
  bool within_reach(double km, int source, int taker) const;
  /// € per tonne of an allowed arc: price·retention − k − τ·km to a need, −k − τ·km to an activity; else nullopt.
  std::optional<double> value(int source, int taker) const;
  /// How large the terms of an arc can be, for bounds on rounding, € per tonne.
  double scale() const { return scale_; }

 private:
  Point point_of_source(int source) const;
  Point point_of_taker(int taker) const;
  int permit_set(const Permits& names);
  void add_offers(const PlanPart& part);
  void add_needs(const PlanPart& part);
  void add_activities(const PlanPart& part, HourPremium premium);
  void add_outputs(int activity);
  void sort_activities();
  std::map<Permits, int> set_ids_{};
  double scale_ = 0;
};

}  // namespace kringwerk::matching
