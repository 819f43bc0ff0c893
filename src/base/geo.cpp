#include "base/geo.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kringwerk {

double great_circle_km(Point a, Point b) {
  constexpr double kRadiusKm = 6371.0088;
  constexpr double kRadians = std::numbers::pi / 180;
  const double sin_lat = std::sin((b.lat - a.lat) * kRadians / 2);
  const double sin_lon = std::sin((b.lon - a.lon) * kRadians / 2);
  const double h = sin_lat * sin_lat + std::cos(a.lat * kRadians) * std::cos(b.lat * kRadians) * sin_lon * sin_lon;
  return 2 * kRadiusKm * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace kringwerk
