#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "matching/chain.h"
#include "matching/reach.h"

namespace kringwerk::matching {

/// The part of a chain that is known, as numbers per tonne at its start; `carried` is what arrives where it is.
struct WalkState {
  double value = 0;      ///< at least the true one
  double low_value = 0;  ///< at most the true one
  double carried = 1;
  double per_carried = 1;  ///< one divided by that
  double most_kg = kEndless;
  double least_kg = kEndless;
  double free_kg = kEndless;  ///< supply or demand when no capacity binds
  double most_minimum = 0;
  double least_capacity = kEndless;
  ReachDays days{};              ///< of the known end, lead days included
  int lead_days = 0;             ///< those
  const Reach* other = nullptr;  ///< bounds on the rest, where an offer for it is looked for
};

/// € per tonne of an arc, from both sides.
struct ArcValue {
  double most = 0;
  double least = 0;
};

/// A single record or box of records, with the interface of a Reach.
class Glimpse {
 public:
  Glimpse(Reach::Stair stair, double worst, double least_kg, double minimum, ReachDays days)
      : stair_(stair), worst_(worst), least_kg_(least_kg), minimum_(minimum), days_(days) {}
  int count() const { return 1; }
  const Reach::Stair& stair(int) const { return stair_; }
  double best() const { return stair_.value; }
  double worst() const { return worst_; }
  double least_kg() const { return least_kg_; }
  double free_kg() const { return stair_.kg; }
  double most_minimum() const { return minimum_; }
  double least_minimum() const { return 0; }
  double least_capacity() const { return kEndless; }
  const ReachDays& days() const { return days_; }

 private:
  Reach::Stair stair_;
  double worst_, least_kg_, minimum_;
  ReachDays days_;
};

/// What a question looks for: turns a known part and bounds on the rest into a bound on the score, in millionths.
struct ScoreBound {
  std::optional<Constraint> waived{};
  double per_basis = 1;  ///< millionths for each € and kilogram per tonne of what scores are taken per
  double slack = 0;      ///< rounding of any sum of terms along a chain

  bool days_can_fit(const ReachDays& known, const ReachDays& ahead) const {
    if (waived == Constraint::date) {
      return known.latest_from > ahead.earliest_to || known.earliest_to < ahead.latest_from;
    }
    return ahead.latest_to >= known.earliest_from && ahead.earliest_from <= known.latest_to;
  }

  /// nullopt when nothing of it can be listed.
  template <class Ahead>
  std::optional<std::int64_t> operator()(const WalkState& known, ArcValue arc, const Ahead& ahead) const {
    if (!days_can_fit(known.days, ahead.days())) return std::nullopt;
    if (waived == Constraint::value) return of_loss(known, arc, ahead);
    double limit = kEndless;
    if (waived == Constraint::min_kg || waived == Constraint::capacity) {
      const double minimum = greatest_minimum(known, ahead);
      const double capacity = least_capacity(known, ahead);
      if (waived == Constraint::capacity && !can_block(known, ahead, capacity, minimum)) return std::nullopt;
      if (waived == Constraint::min_kg) limit = minimum;
    }
    const double product =
        waived == Constraint::capacity ? best_free(known, arc, ahead) : best_product(known, arc, ahead, limit);
    if (product <= 0) return std::nullopt;
    return in_millionths(product * (1 + 1e-9));
  }

  /// The same where only stairs are known, for questions that neither amounts nor the sign of the value are waived in.
  template <class Ahead>
  std::optional<std::int64_t> by_stairs(const WalkState& known, const Ahead& ahead) const {
    if (!days_can_fit(known.days, ahead.days())) return std::nullopt;
    const double product = best_product(known, ArcValue{}, ahead, kEndless);
    if (product <= 0) return std::nullopt;
    return in_millionths(product * (1 + 1e-9));
  }

 private:
  /// Rounding is left to a cast: it takes away less than one.
  std::int64_t in_millionths(double product) const { return static_cast<std::int64_t>(product * per_basis) + 2; }

  template <class Ahead>
  static double greatest_minimum(const WalkState& known, const Ahead& ahead) {
    const double minimum = std::max(known.most_minimum, ahead.most_minimum() * known.per_carried);
    return (1 + 1e-9) * (known.other == nullptr ? minimum : std::max(minimum, known.other->most_minimum()));
  }
  /// What must get through; less is of no use unless just that is waived.
  template <class Ahead>
  double least_minimum(const WalkState& known, const Ahead& ahead) const {
    if (waived == Constraint::min_kg) return 0;
    const double minimum = std::max(known.most_minimum, ahead.least_minimum() * known.per_carried);
    return (1 - 1e-6) * (known.other == nullptr ? minimum : std::max(minimum, known.other->least_minimum()));
  }
  template <class Ahead>
  static double least_capacity(const WalkState& known, const Ahead& ahead) {
    const double capacity = std::min(known.least_capacity, ahead.least_capacity() * known.per_carried);
    return (1 - 1e-9) * (known.other == nullptr ? capacity : std::min(capacity, known.other->least_capacity()));
  }

  /// A capacity keeps a chain from existing when it is below a minimum that supply and demand would reach.
  template <class Ahead>
  static bool can_block(const WalkState& known, const Ahead& ahead, double capacity, double minimum) {
    return capacity < free_kg(known, ahead) && (capacity <= 0 || capacity < minimum);
  }
  template <class Ahead>
  static double free_kg(const WalkState& known, const Ahead& ahead) {
    const double kg = std::min(known.free_kg, ahead.free_kg() * known.per_carried);
    return (1 + 1e-9) * (known.other == nullptr ? kg : std::min(kg, known.other->free_kg()));
  }

  template <class Ahead>
  double best_product(const WalkState& known, ArcValue arc, const Ahead& ahead, double limit) const {
    double best = 0;
    const double most = std::min(known.most_kg, limit);
    const double least = least_minimum(known, ahead);
    for (int i = 0; i < ahead.count(); ++i) {
      const auto& stair = ahead.stair(i);
      const double value = known.value + known.carried * (arc.most + static_cast<double>(stair.value)) + slack;
      const double kg = std::min(most, static_cast<double>(stair.kg) * known.per_carried);
      if (kg < least) break;  // The amounts of the stairs that follow are smaller still.
      if (known.other == nullptr) {
        best = std::max(best, value * kg);
        continue;
      }
      for (int j = 0; j < known.other->count(); ++j) {
        const Reach::Stair& before = known.other->stair(j);
        const double both = std::min(kg, static_cast<double>(before.kg));
        if (both < least) break;
        best = std::max(best, (value + static_cast<double>(before.value)) * both);
      }
    }
    return best;
  }

  template <class Ahead>
  double best_free(const WalkState& known, ArcValue arc, const Ahead& ahead) const {
    double value = known.value + known.carried * (arc.most + ahead.best()) + slack;
    if (known.other != nullptr) value += known.other->best();
    return value * free_kg(known, ahead);
  }

  template <class Ahead>
  std::optional<std::int64_t> of_loss(const WalkState& known, ArcValue arc, const Ahead& ahead) const {
    double worst = known.low_value + known.carried * (arc.least + ahead.worst());
    double best = known.value + known.carried * (arc.most + ahead.best());
    double kg = std::min(known.least_kg, ahead.least_kg() * known.per_carried);
    if (known.other != nullptr) {
      worst += known.other->worst();
      best += known.other->best();
      kg = std::min(kg, known.other->least_kg());
    }
    if (worst > slack) return std::nullopt;
    if (best + slack >= 0) return 0;
    return std::min(std::int64_t{0}, in_millionths((best + slack) * kg * (1 - 1e-9)));
  }
};

}  // namespace kringwerk::matching
