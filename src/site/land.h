#pragma once

#include <filesystem>
#include <vector>

#include "drawings/overview_map.h"

namespace kringwerk::site {

/// The outlines of provinces and neighbours from a GeoJSON file (data/provinces.geojson): features with a property
/// `kind` (province, region, neighbour) and MultiPolygon or Polygon geometries. Throws std::runtime_error naming what
/// is wrong.
std::vector<drawings::MapLand> load_land(const std::filesystem::path& file);

/// Only Flanders and Brussels, for small maps.
std::vector<drawings::MapLand> without_neighbours(const std::vector<drawings::MapLand>& lands);

}  // namespace kringwerk::site
