#pragma once

#include <vector>

#include "matching/lanes.h"
#include "matching/plan_network.h"

namespace kringwerk::matching {

/// Boxes (or single places) with what the best in each gives, side by side in single precision: tells four at a time
/// which could be worth more than is wanted. A yes may be wrong, a no never is.
class PriceLanes {
 public:
  void add(const Place& low, const Place& high);
  /// When all are there.
  void close();
  void set_value(std::size_t position, double value) { value_[position] = static_cast<float>(value); }
  /// After the values: what rounding can hide.
  void set_slack(double tau);

  struct Query {
    float x = 0;
    float y = 0;
    float z = 0;
  };
  static Query query(const Place& at) {
    return {static_cast<float>(at.x), static_cast<float>(at.y), static_cast<float>(at.z)};
  }
  /// value − tau·distance > wanted, for `position` and the three that follow it.
  LaneMask may_be_worth(int position, const Query& query, double wanted) const {
    const auto at = static_cast<std::size_t>(position);
    const Lanes spare = load_lanes(&value_[at]) - below(wanted);
    const Lanes x = outside(low_x_, high_x_, at, query.x);
    const Lanes y = outside(low_y_, high_y_, at, query.y);
    const Lanes z = outside(low_z_, high_z_, at, query.z);
    return (spare > 0) & (tau_squared_ * (x * x + y * y + z * z) < spare * spare);
  }

 private:
  static constexpr double kRounding = 1e-6;  ///< many times what single precision loses in the few operations here

  float below(double wanted) const {
    return static_cast<float>(wanted - (wanted < 0 ? -wanted : wanted) * kRounding) - slack_;
  }
  static Lanes outside(const std::vector<float>& low, const std::vector<float>& high, std::size_t at, float query) {
    return larger(larger(load_lanes(&low[at]) - query, query - load_lanes(&high[at])), Lanes{});
  }

  std::vector<float> low_x_{}, low_y_{}, low_z_{}, high_x_{}, high_y_{}, high_z_{}, value_{};
  float tau_squared_ = 0;
  float slack_ = 0;
};

/// The grades and windows of records, side by side: tells four at a time which may do. A yes is not about permits.
class FitLanes {
 public:
  void add(int easy, const Window& window);
  void close();
  /// easy ≤ the query's, and the windows overlap.
  LaneMask fit(int position, int easy, const Window& window) const {
    const auto at = static_cast<std::size_t>(position);
    return (load(easy_, at) <= easy) & (load(from_, at) <= window.to) & (load(to_, at) >= window.from);
  }

 private:
  static LaneMask load(const std::vector<std::int32_t>& numbers, std::size_t at) {
    LaneMask lanes;
    std::memcpy(&lanes, &numbers[at], sizeof lanes);
    return lanes;
  }
  std::vector<std::int32_t> easy_{}, from_{}, to_{};
};

}  // namespace kringwerk::matching
