#pragma once

#include <compare>
#include <cstdint>

namespace kringwerk {

/// Whole euro cents. No conversion from or to double: rounding is always a named step.
class Money {
 public:
  constexpr Money() = default;
  static constexpr Money cents(std::int64_t value) { return Money{value}; }
  static constexpr Money euros(std::int64_t value) { return Money{value * 100}; }
  constexpr std::int64_t in_cents() const { return value_; }
  /// `permille` thousandths of this amount, rounded down (towards zero for amounts >= 0).
  constexpr Money share(std::int64_t permille) const { return Money{value_ * permille / 1000}; }

  friend constexpr auto operator<=>(Money, Money) = default;
  friend constexpr Money operator+(Money a, Money b) { return Money{a.value_ + b.value_}; }
  friend constexpr Money operator-(Money a, Money b) { return Money{a.value_ - b.value_}; }

 private:
  constexpr explicit Money(std::int64_t value) : value_(value) {}
  std::int64_t value_ = 0;
};

/// Whole grams.
class Mass {
 public:
  constexpr Mass() = default;
  static constexpr Mass grams(std::int64_t value) { return Mass{value}; }
  static constexpr Mass kilograms(std::int64_t value) { return Mass{value * 1000}; }
  constexpr std::int64_t in_grams() const { return value_; }
  /// Whole kilograms, rounded half up.
  constexpr std::int64_t in_kilograms() const { return (value_ + 500) / 1000; }

  friend constexpr auto operator<=>(Mass, Mass) = default;
  friend constexpr Mass operator+(Mass a, Mass b) { return Mass{a.value_ + b.value_}; }
  friend constexpr Mass operator-(Mass a, Mass b) { return Mass{a.value_ - b.value_}; }

 private:
  constexpr explicit Mass(std::int64_t value) : value_(value) {}
  std::int64_t value_ = 0;
};

/// Whole metres.
class Distance {
 public:
  constexpr Distance() = default;
  static constexpr Distance metres(std::int64_t value) { return Distance{value}; }
  constexpr std::int64_t in_metres() const { return value_; }

  friend constexpr auto operator<=>(Distance, Distance) = default;
  friend constexpr Distance operator+(Distance a, Distance b) { return Distance{a.value_ + b.value_}; }

 private:
  constexpr explicit Distance(std::int64_t value) : value_(value) {}
  std::int64_t value_ = 0;
};

}  // namespace kringwerk
