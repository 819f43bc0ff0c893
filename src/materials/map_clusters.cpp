#include "materials/map_clusters.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include "base/ensure.h"

namespace kringwerk::materials {

namespace {

/// A spot in the world: 0 to 1 from west to east and from north to south (Web Mercator).
struct WorldSpot {
  double x = 0;
  double y = 0;
};

constexpr double kWorldPixels = 512;  // at zoom 0

WorldSpot world_spot(Point point) {
  const double angle = std::numbers::pi / 4 + point.lat * std::numbers::pi / 360;
  return {(point.lon + 180) / 360, (1 - std::log(std::tan(angle)) / std::numbers::pi) / 2};
}

double world_distance(WorldSpot a, WorldSpot b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

double world_radius(double zoom, double pixels) {
  return pixels / (kWorldPixels * std::exp2(zoom));
}

void add_row(const StreamIndex& index, std::uint32_t row, MapSums& sums) {
  const ListedStream& stream = index.streams()[row];
  MapSums::OfKind& kind = sums.kinds[static_cast<std::size_t>(stream.kind)];
  ++kind.count;
  if (!stream.per_week) ++kind.unknown;
  kind.per_week = kind.per_week + stream.per_week.value_or(Mass{});
  const std::uint16_t family = index.families().of_row[row];
  ensure(family < MapSums::kMostFamilies, "there are at most sixteen families");
  ++sums.families[family];
}

/// Numbers of places and rows come and go with rows that the reader may not see; codes and ids do not.
bool is_larger(const StreamIndex& index, const MapStop& a, const MapStop& b) {
  if (a.sums.count() != b.sums.count()) return a.sums.count() > b.sums.count();
  if (a.place != b.place) return index.places().values[a.place] < index.places().values[b.place];
  if (a.is_site != b.is_site) return b.is_site;
  return index.streams()[a.row].id < index.streams()[b.row].id;
}

/// Stops that no cluster holds yet, found by the square of the world they stand in.
class FreeStops {
 public:
  FreeStops(const std::vector<WorldSpot>& spots, double radius) : spots_(spots), radius_(radius) {
    for (std::uint32_t i = 0; i < spots.size(); ++i) squares_[square_of(spots[i], 0, 0)].push_back(i);
  }

  /// The free stops within the radius of `seed`, itself among them; they are free no more.
  std::vector<std::uint32_t> take_around(std::uint32_t seed) {
    std::vector<std::uint32_t> taken;
    for (const int dx : {-1, 0, 1}) {
      for (const int dy : {-1, 0, 1}) {
        const auto square = squares_.find(square_of(spots_[seed], dx, dy));
        if (square == squares_.end()) continue;
        std::erase_if(square->second, [&](std::uint32_t stop) {
          const bool is_near = world_distance(spots_[stop], spots_[seed]) < radius_ || stop == seed;
          if (is_near) taken.push_back(stop);
          return is_near;
        });
      }
    }
    return taken;
  }

 private:
  std::int64_t square_of(WorldSpot spot, int dx, int dy) const {
    const auto column = static_cast<std::int64_t>(std::floor(spot.x / radius_)) + dx;
    const auto row = static_cast<std::int64_t>(std::floor(spot.y / radius_)) + dy;
    return column * (std::int64_t{1} << 31) + row;
  }

  const std::vector<WorldSpot>& spots_;
  double radius_;
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> squares_;
};

std::optional<int> zoom_that_parts(double widest, double zoom, double pixels) {
  for (int next = static_cast<int>(std::floor(zoom)) + 1; next <= kDeepestZoom; ++next) {
    if (widest >= world_radius(next, pixels)) return next;
  }
  return std::nullopt;
}

}  // namespace

std::size_t MapSums::main_family(const std::vector<std::string>& keys) const {
  std::size_t main = 0;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const bool is_more = families[i] > families[main] || (families[i] == families[main] && keys[i] < keys[main]);
    if (is_more) main = i;
  }
  return main;
}

void MapSums::add(const MapSums& other) {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    kinds[i].count += other.kinds[i].count;
    kinds[i].unknown += other.kinds[i].unknown;
    kinds[i].per_week = kinds[i].per_week + other.kinds[i].per_week;
  }
  for (std::size_t i = 0; i < families.size(); ++i) families[i] += other.families[i];
}

std::vector<MapStop> gather_stops(const StreamIndex& index, const std::vector<std::optional<Point>>& centres,
                                  const RowSet& rows, const RowSet& known_sites) {
  std::vector<MapStop> stops;
  std::vector<std::optional<std::size_t>> stop_of(centres.size());
  for (std::uint32_t row = 0; row < index.streams().size(); ++row) {
    if (!rows.contains(row)) continue;
    const std::uint16_t place = index.places().of_row[row];
    if (known_sites.contains(row)) {
      stops.push_back({index.streams()[row].position.value(), place, row, true, {}});
      add_row(index, row, stops.back().sums);
      continue;
    }
    if (!centres[place]) continue;
    if (!stop_of[place]) {
      stop_of[place] = stops.size();
      stops.push_back({*centres[place], place, row, false, {}});
    }
    add_row(index, row, stops[*stop_of[place]].sums);
  }
  std::sort(stops.begin(), stops.end(), [&](const MapStop& a, const MapStop& b) { return is_larger(index, a, b); });
  return stops;
}

std::vector<MapCluster> cluster_stops(const std::vector<MapStop>& stops, double zoom, double pixels) {
  std::vector<WorldSpot> spots;
  spots.reserve(stops.size());
  for (const MapStop& stop : stops) spots.push_back(world_spot(stop.at));
  FreeStops free(spots, world_radius(zoom, pixels));
  std::vector<bool> is_taken(stops.size());
  std::vector<MapCluster> clusters;
  for (std::uint32_t seed = 0; seed < stops.size(); ++seed) {
    if (is_taken[seed]) continue;
    MapCluster cluster{stops[seed], {}, 0, std::nullopt};
    double widest = 0;
    for (const std::uint32_t stop : free.take_around(seed)) {
      is_taken[stop] = true;
      cluster.sums.add(stops[stop].sums);
      ++cluster.stops;
      widest = std::max(widest, world_distance(spots[stop], spots[seed]));
    }
    cluster.splits_at = zoom_that_parts(widest, zoom, pixels);
    clusters.push_back(cluster);
  }
  return clusters;
}

double pixels_between(Point a, Point b, double zoom) {
  return world_distance(world_spot(a), world_spot(b)) * kWorldPixels * std::exp2(zoom);
}

MapRegion widened(const MapRegion& region, double zoom, double pixels) {
  const double degrees = 360 * world_radius(zoom, pixels);
  // A degree of latitude is longer on the map than one of longitude, so this is wide enough.
  return {{region.south_west.lon - degrees, region.south_west.lat - degrees},
          {region.north_east.lon + degrees, region.north_east.lat + degrees}};
}

bool MapRegion::contains(Point point) const {
  return point.lon >= south_west.lon && point.lon <= north_east.lon && point.lat >= south_west.lat &&
         point.lat <= north_east.lat;
}

}  // namespace kringwerk::materials
