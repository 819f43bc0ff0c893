#pragma once

#include <algorithm>
#include <cmath>

#include "base/geo.h"

namespace kringwerk::matching {

/// A place as a unit vector, so that distances cost one square root. Bounds only: what is shown and what decides is
/// great_circle_km of the exact points.
struct Spot {
  float x = 0, y = 0, z = 0;
};

Spot spot_of(Point point);

inline constexpr double kEarthRadiusKm = 6371.0088;
/// Six times the error that rounding two unit vectors to float can make in their distance.
inline constexpr double kSpotErrorKm = 0.004;

inline double chord_between(Spot a, Spot b) {
  const float x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
  return std::sqrt(static_cast<double>(x * x + y * y + z * z));
}

/// Never more than the great circle: the first terms of 2·asin(chord / 2), all of which are positive.
inline double km_at_least(double chord) {
  return std::max(0.0, kEarthRadiusKm * chord * (1 + chord * chord / 24) - kSpotErrorKm);
}

/// Never less than the great circle.
double km_at_most(double chord);

}  // namespace kringwerk::matching
