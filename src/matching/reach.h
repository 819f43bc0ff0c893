#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "matching/instance.h"

namespace kringwerk::matching {

inline constexpr double kEndless = std::numeric_limits<double>::infinity();

/// The float at or just above a finite number.
inline float float_up(double value) {
  return static_cast<float>(value + std::abs(value) * 1.2e-7);
}
inline float float_down(double value) {
  return static_cast<float>(value - std::abs(value) * 1.2e-7);
}

/// One way on, in numbers: € per tonne, and how many kilograms at most can go that way.
struct Way {
  double value = 0;
  double kg = 0;
};

/// Lead days moved out of the windows of what is reached, so that they can be compared with the known end's.
struct ReachDays {
  std::int32_t earliest_from = std::numeric_limits<std::int32_t>::max();
  std::int32_t latest_from = std::numeric_limits<std::int32_t>::min();
  std::int32_t earliest_to = std::numeric_limits<std::int32_t>::max();
  std::int32_t latest_to = std::numeric_limits<std::int32_t>::min();
};

inline ReachDays shifted(const ReachDays& days, std::int32_t by) {
  return {days.earliest_from + by, days.latest_from + by, days.earliest_to + by, days.latest_to + by};
}

/// A day that fits 16 bits; days beyond them are moved to the end, so that comparing keeps its sense.
inline std::int16_t short_day(std::int64_t day) {
  return static_cast<std::int16_t>(day < -32'768 ? -32'768 : day > 32'767 ? 32'767 : day);
}

/// ReachDays in 8 bytes. A short day stands for itself, or at its ends for all days beyond.
struct ShortDays {
  std::int16_t earliest_from = 32'767, latest_from = -32'768, earliest_to = 32'767, latest_to = -32'768;
};

inline ReachDays reach_days(const ShortDays& days) {
  const auto least = [](std::int16_t day) { return day == -32'768 ? kOpenFrom : std::int32_t{day}; };
  const auto most = [](std::int16_t day) { return day == 32'767 ? kOpenTo : std::int32_t{day}; };
  return {least(days.earliest_from), most(days.latest_from), least(days.earliest_to), most(days.latest_to)};
}

/// What limits one way that has been gone, in kilograms where it starts.
struct Limits {
  double free_kg = 0;                ///< what supply or demand allows when no capacity binds
  double most_minimum = 0;           ///< largest min_kg on the way
  double least_minimum = 0;          ///< what must at least go the way
  double least_capacity = kEndless;  ///< smallest capacity on the way
};

/// Bounds on all ways on from one place (or, backwards, on all ways to it). A staircase of value against amount, so
/// that a small rich need and a large poor one do not look like one that is large and rich. Every number errs on the
/// side that keeps a bound admissible.
class Reach {
 public:
  struct Stair {
    float value = 0;
    float kg = 0;
  };
  static constexpr int kStairs = 4;

  bool is_possible() const { return stairs_[0].kg >= 0; }
  int count() const {
    int count = 0;
    while (count < kStairs && stair(count).kg >= 0) ++count;
    return count;
  }
  /// Largest amount first, best value last.
  const Stair& stair(int position) const { return stairs_[static_cast<std::size_t>(position)]; }
  double best() const { return stairs_[static_cast<std::size_t>(count() - 1)].value; }
  double worst() const { return worst_; }
  double least_kg() const { return least_kg_; }
  double free_kg() const { return free_kg_; }
  double most_minimum() const { return most_minimum_; }
  double least_minimum() const { return least_minimum_; }
  double least_capacity() const { return least_capacity_; }
  ReachDays days() const { return reach_days(days_); }

  /// `lowest_value` is the value of the same way when distances err the other way. True when a bound widened.
  bool add(Way way, double lowest_value, const ReachDays& days, const Limits& limits);

  /// How ways look from one step further off.
  struct Shift {
    double before = 0;  ///< € per tonne there, added
    double low_before = 0;
    double factor = 1;  ///< tonnes of the old place per tonne of the new
    double capacity = kEndless;
    double minimum = 0;
    std::int32_t days = 0;
  };
  bool add(const Reach& other, const Shift& shift);

 private:
  static constexpr Stair kAbsent{0, -1};

  bool add_stair(float value, float kg);
  bool widen(const ReachDays& days);
  bool widen(const Limits& limits);

  // 64 bytes in all: there are tens for each activity.
  std::array<Stair, kStairs> stairs_{kAbsent, kAbsent, kAbsent, kAbsent};
  float worst_ = std::numeric_limits<float>::infinity();
  float least_kg_ = std::numeric_limits<float>::infinity();
  float free_kg_ = 0;
  float most_minimum_ = 0;
  float least_minimum_ = std::numeric_limits<float>::infinity();
  float least_capacity_ = std::numeric_limits<float>::infinity();
  ShortDays days_{};
};

}  // namespace kringwerk::matching
