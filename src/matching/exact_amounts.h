#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "matching/chain.h"

namespace kringwerk::matching {

/// The amounts of a chain, exact in integers: T = min(supply, capacity_i / Y(i-1), demand / Ym).
/// Amounts up to 10^12 kg and up to four yields in millionths, so that every product stays below 2^127.
class ExactAmounts {
 public:
  /// `unlimited_step`: a step whose capacity is waived, or -1.
  ExactAmounts(const Instance& instance, const ChainPath& path, int unlimited_step = -1);

  Binding binding() const { return binding_; }
  /// T in kilograms, as near as a double gets.
  double kilograms() const;
  /// T rounded down to whole kilograms.
  Kilograms whole_kilograms() const;
  bool is_zero() const { return limits_[bound_].kg == 0; }
  /// Places whose min_kg is above T·Y there: positions of steps, and the number of steps for the need.
  std::vector<int> places_below_minimum() const;
  /// min_kg − T·Y at that place, in kilograms.
  double lacking_kilograms(int place) const;

 private:
  /// `kg` in a place that Y of the first `yields` yields reaches.
  struct Limit {
    Kilograms kg = 0;
    int yields = 0;
    BindingKind kind{};
  };
  bool is_tighter(const Limit& a, const Limit& b) const;
  bool reaches(Kilograms minimum, int yields) const;
  Kilograms minimum_at(int place) const;

  const Instance& instance_;
  const ChainPath& path_;
  void add(const Limit& limit);
  std::span<const Limit> limits() const { return std::span(limits_).first(limit_count_); }

  // No chain has more steps; lists of their own would cost more than what is worked out with them.
  std::array<std::int64_t, kMostSteps> yields_{};
  std::array<Limit, kMostSteps + 2> limits_{};
  std::size_t limit_count_ = 0;
  std::size_t bound_ = 0;
  Binding binding_;
};

/// What goes in and comes out of every step when `kg` leaves the offer; each output rounded down.
std::vector<StepAmounts> step_amounts(const Instance& instance, const ChainPath& path, Kilograms kg);

}  // namespace kringwerk::matching
