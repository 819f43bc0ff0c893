#include "matching/price_lanes.h"

#include <algorithm>
#include <cmath>

namespace kringwerk::matching {

namespace {

/// Both places are off by at most half the last digit of 6,371 km in each direction: 0.0003 km.
constexpr double kPlacesOffKm = 0.002;

}  // namespace

void PriceLanes::add(const Place& low, const Place& high) {
  low_x_.push_back(static_cast<float>(low.x));
  low_y_.push_back(static_cast<float>(low.y));
  low_z_.push_back(static_cast<float>(low.z));
  high_x_.push_back(static_cast<float>(high.x));
  high_y_.push_back(static_cast<float>(high.y));
  high_z_.push_back(static_cast<float>(high.z));
}

void PriceLanes::close() {
  value_.resize(low_x_.size());
  for (auto* numbers : {&low_x_, &low_y_, &low_z_, &high_x_, &high_y_, &high_z_, &value_}) {
    numbers->resize(numbers->size() + kLanes);
    numbers->shrink_to_fit();
  }
}

void PriceLanes::set_slack(double tau) {
  double most = 1;
  for (const float value : value_) {
    if (std::isfinite(value)) most = std::max(most, std::abs(static_cast<double>(value)));
  }
  slack_ = static_cast<float>(kRounding * most + tau * kPlacesOffKm);
  tau_squared_ = static_cast<float>(tau * tau * (1 - 2 * kRounding));
}

void FitLanes::add(int easy, const Window& window) {
  easy_.push_back(easy);
  from_.push_back(window.from);
  to_.push_back(window.to);
}

void FitLanes::close() {
  for (auto* numbers : {&easy_, &from_, &to_}) {
    numbers->resize(numbers->size() + kLanes);
    numbers->shrink_to_fit();
  }
}

}  // namespace kringwerk::matching
