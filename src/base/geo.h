#pragma once

namespace kringwerk {

/// WGS 84 (OGC:CRS84), degrees, longitude first as in GeoJSON.
struct Point {
  double lon = 0;
  double lat = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// Great-circle distance in kilometres on a sphere with R = 6371.0088 km (IUGG mean radius), haversine.
/// Leuven (4.7005, 50.8798) to Genk (5.5012, 50.9661) is 56.938 km.
double great_circle_km(Point a, Point b);

/// Whether the point can be in or near Belgium: 2 <= lon <= 7 and 49 <= lat <= 52. Catches swapped axes, which are the
/// commonest fault in hand-made coordinates.
constexpr bool is_near_belgium(Point p) {
  return p.lon >= 2 && p.lon <= 7 && p.lat >= 49 && p.lat <= 52;
}
constexpr bool looks_swapped(Point p) {
  return !is_near_belgium(p) && is_near_belgium(Point{p.lat, p.lon});
}

}  // namespace kringwerk
