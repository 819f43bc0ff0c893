#include "matching/spot.h"

#include <numbers>

namespace kringwerk::matching {

Spot spot_of(Point point) {
  constexpr double kRadians = std::numbers::pi / 180;
  const double lon = point.lon * kRadians, lat = point.lat * kRadians;
  return {static_cast<float>(std::cos(lat) * std::cos(lon)), static_cast<float>(std::cos(lat) * std::sin(lon)),
          static_cast<float>(std::sin(lat))};
}

double km_at_most(double chord) {
  // Here the rest of the series stays below the larger last factor.
  if (chord < 0.5) {
    const double square = chord * chord;
    return kEarthRadiusKm * chord * (1 + square / 24 + square * square * 0.0055) + kSpotErrorKm;
  }
  // Near the antipode the arc sine is too steep for a fixed allowance.
  if (chord > 1.9) return kEarthRadiusKm * std::numbers::pi + kSpotErrorKm;
  return 2 * kEarthRadiusKm * std::asin(chord / 2) * (1 + 1e-6) + 4 * kSpotErrorKm;
}

}  // namespace kringwerk::matching
