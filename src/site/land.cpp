#include "site/land.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace kringwerk::site {

namespace {

drawings::MapLine read_line(const nlohmann::json& coordinates) {
  drawings::MapLine line;
  for (const auto& place : coordinates) line.push_back(Point{place.at(0).get<double>(), place.at(1).get<double>()});
  return line;
}

std::vector<drawings::MapLine> read_polygon(const nlohmann::json& rings) {
  std::vector<drawings::MapLine> polygon;
  for (const auto& ring : rings) polygon.push_back(read_line(ring));
  return polygon;
}

drawings::MapLand read_land(const nlohmann::json& feature) {
  drawings::MapLand land;
  // Brussels is no part of the Flemish network's area; the drawing shows it as a neighbour does.
  land.is_neighbour = feature.at("properties").at("kind") != "province";
  const auto& geometry = feature.at("geometry");
  if (geometry.at("type") == "Polygon") {
    land.polygons.push_back(read_polygon(geometry.at("coordinates")));
  } else {
    for (const auto& polygon : geometry.at("coordinates")) land.polygons.push_back(read_polygon(polygon));
  }
  return land;
}

}  // namespace

std::vector<drawings::MapLand> load_land(const std::filesystem::path& file) {
  std::ifstream input(file, std::ios::binary);
  if (!input) throw std::runtime_error("cannot read " + file.string());
  try {
    std::vector<drawings::MapLand> lands;
    const auto document = nlohmann::json::parse(input);
    for (const auto& feature : document.at("features")) lands.push_back(read_land(feature));
    return lands;
  } catch (const nlohmann::json::exception& error) {
    throw std::runtime_error(file.string() + ": " + error.what());
  }
}

std::vector<drawings::MapLand> without_neighbours(const std::vector<drawings::MapLand>& lands) {
  std::vector<drawings::MapLand> own;
  std::copy_if(lands.begin(), lands.end(), std::back_inserter(own),
               [](const drawings::MapLand& land) { return !land.is_neighbour; });
  return own;
}

}  // namespace kringwerk::site
