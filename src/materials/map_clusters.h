#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/geo.h"
#include "base/quantity.h"
#include "materials/stream_index.h"

/// Many streams on one map: those that stand at the same spot, and spots too near each other to be told apart.
/// docs/decisions/0059-material-map.md
namespace kringwerk::materials {

/// Some streams together. Masses are per week, of the streams whose amount is known.
struct MapSums {
  static constexpr std::size_t kMostFamilies = 16;
  struct OfKind {
    std::uint32_t count = 0;
    std::uint32_t unknown = 0;  ///< streams without a known amount
    Mass per_week;
  };
  std::array<OfKind, 2> kinds;                          ///< by StreamKind
  std::array<std::uint32_t, kMostFamilies> families{};  ///< streams by number of StreamIndex::families()

  std::uint32_t count() const { return kinds[0].count + kinds[1].count; }
  /// Number of the family with most streams; of two the one whose key comes first. `keys`: of all families.
  std::size_t main_family(const std::vector<std::string>& keys) const;
  void add(const MapSums& other);
};

/// A spot on the map: a municipality, or the site of one stream.
struct MapStop {
  Point at;
  std::uint16_t place = 0;  ///< number of the municipality in StreamIndex::places()
  std::uint32_t row = 0;    ///< one of its streams; the only one when sums.count() is 1
  bool is_site = false;
  MapSums sums;
};

/// `centres`: of each number of StreamIndex::places(); streams of a place without one are left out. Streams of `rows`
/// that are also in `known_sites` stand at their own site, the others at the centre of their municipality. Ordered:
/// most streams first, then by code and id, so that rows which the
/// reader may not see change nothing.
std::vector<MapStop> gather_stops(const StreamIndex& index, const std::vector<std::optional<Point>>& centres,
                                  const RowSet& rows, const RowSet& known_sites);

/// Spots shown as one, at the spot that has most streams.
struct MapCluster {
  MapStop seed;
  MapSums sums;
  std::uint32_t stops = 0;       ///< how many spots
  std::optional<int> splits_at;  ///< the zoom from which they are told apart; absent: they never are
};

/// Deepest zoom of the map; what is one spot there, is one spot.
inline constexpr int kDeepestZoom = 15;

/// Clusters whose seeds stand at least `pixels` apart at `zoom` (of a world that is 512 pixels wide at zoom 0, Web
/// Mercator). The same stops make the same clusters whatever part of them is looked at. `stops`: as gather_stops gives.
std::vector<MapCluster> cluster_stops(const std::vector<MapStop>& stops, double zoom, double pixels);

/// Distance in pixels of the world at `zoom`.
double pixels_between(Point a, Point b, double zoom);

/// A part of the map, degrees.
struct MapRegion {
  Point south_west;
  Point north_east;
  bool contains(Point point) const;
};

/// The region with at least `pixels` more on every side at `zoom`.
MapRegion widened(const MapRegion& region, double zoom, double pixels);

}  // namespace kringwerk::materials
