#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "matching/chain.h"
#include "matching/need_front.h"
#include "matching/reach.h"
#include "matching/record_tree.h"

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

  /// At least the rounded number. Rounding up is left to a cast, which takes away less than one.
  static std::int64_t above(double millionths) { return static_cast<std::int64_t>(millionths) + 2; }

  /// Whether so much can get here.
  static bool can_arrive(const WalkState& known, double kg) {
    return known.most_kg * (1 + 1e-6) >= kg * known.per_carried;
  }

  /// Whether a record counts only by its value, amount and days: nothing is waived and the other end is known.
  bool is_plain(const WalkState& known) const { return !waived && known.other == nullptr; }

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

  /// The same for a front, for questions that neither amounts nor the sign of the value are waived in.
  std::optional<std::int64_t> by_front(const WalkState& known, const NeedFront& ahead) const {
    if (!days_can_fit(known.days, ahead.days())) return std::nullopt;
    double product = best_product(known, ArcValue{}, ahead, kEndless);
    for (const NeedFront::Guarded& one : ahead.guarded()) {
      if (!can_arrive(known, static_cast<double>(one.least_kg))) continue;
      const Glimpse alone(one.stair, 0, 0, 0, ahead.days());
      product = std::max(product, best_product(known, ArcValue{}, alone, kEndless));
    }
    if (product <= 0) return std::nullopt;
    return in_millionths(product * (1 + 1e-9));
  }

 private:
  std::int64_t in_millionths(double product) const { return above(product * per_basis); }

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

/// The bound of ScoreBound for many records, or boxes of them, seen from one place, where `is_plain` holds.
class PlainBound {
 public:
  PlainBound(const ScoreBound& bound, const WalkState& known, Spot at, double k, double tau)
      : at_(at),
        value_(known.value + bound.slack - known.carried * k),
        carried_(known.carried),
        tau_(known.carried * tau),
        most_kg_(known.most_kg),
        least_kg_(known.most_minimum * (1 - 1e-6)),
        per_carried_(known.per_carried),
        per_basis_(bound.per_basis * (1 + 1e-9)),
        from_(short_day(known.days.earliest_from)),
        to_(short_day(known.days.latest_to)) {}

  bool begins_too_late(const TreeEntry& entry) const { return entry.from > to_; }
  /// In millionths, of one that does not begin too late; not above zero when it cannot be listed. Rules of arcs are
  /// left to the caller.
  double operator()(const TreeEntry& entry) const {
    return entry.to >= from_ ? at(km_at_least(chord_between(at_, entry.at)), entry.value, entry.kg) : 0;
  }
  /// Of any record in the box.
  double operator()(const TreeSummary& box, double km_at_least) const {
    const bool can_fit = box.span.earliest_from <= to_ && box.span.latest_to >= from_;
    return can_fit ? at(km_at_least, box.best, box.most_kg) : 0;
  }

 private:
  double at(double km, float worth, float most) const {
    const double value = value_ + carried_ * static_cast<double>(worth) - tau_ * km;
    const double kg = std::min(most_kg_, static_cast<double>(most) * per_carried_);
    return kg >= least_kg_ ? value * kg * per_basis_ : 0;
  }

  Spot at_;
  double value_, carried_, tau_, most_kg_, least_kg_, per_carried_, per_basis_;
  std::int16_t from_, to_;
};

/// The bound of ScoreBound for many activities that are entered from one place, where `is_plain` holds.
class PlainEntry {
 public:
  PlainEntry(const ScoreBound& bound, const WalkState& known, double k, double tau)
      : value_(known.value + bound.slack - known.carried * k),
        carried_(known.carried),
        tau_(known.carried * tau),
        most_kg_(known.most_kg),
        least_kg_(known.most_minimum),
        per_carried_(known.per_carried),
        per_basis_(bound.per_basis * (1 + 1e-9)) {}

  /// In millionths; not above zero when nothing of what follows can be listed. Days are left to the caller.
  double operator()(double km_at_least, double capacity, double minimum, const Reach& ahead) const {
    const double value = value_ - tau_ * km_at_least;
    const double most = std::min(most_kg_, capacity * per_carried_);
    const double least = std::max(least_kg_, std::max(minimum, ahead.least_minimum()) * per_carried_) * (1 - 1e-6);
    double best = 0;
    for (int i = 0; i < Reach::kStairs; ++i) {
      const Reach::Stair& stair = ahead.stair(i);
      const double kg = std::min(most, static_cast<double>(stair.kg) * per_carried_);
      if (kg < least) break;  // Smaller still are those that follow, and those that are not there.
      best = std::max(best, (value + carried_ * static_cast<double>(stair.value)) * kg);
    }
    return best * per_basis_;
  }

 private:
  double value_, carried_, tau_, most_kg_, least_kg_, per_carried_, per_basis_;
};

}  // namespace kringwerk::matching
