#include "materials/io/map_region.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "materials/io/map_words.h"
#include "web/json_text.h"

namespace kringwerk::materials {

namespace {

constexpr double kWidestPixels = 2600;  // of a region: about as many clusters as a large screen shows
constexpr std::size_t kMostOfSpot = 8;

/// The thirteen centre cities of the Flemish Urban Fund (decree of 13 December 2002), and Brussels.
constexpr std::array<std::string_view, 14> kLargeTowns{"11002", "12025", "13040", "21004", "24062", "31005", "34022",
                                                       "35013", "36015", "41002", "44021", "46021", "71016", "71072"};

std::string degrees_text(double degrees) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), degrees, std::chars_format::fixed, 5);
  return {digits.data(), end.ptr};
}

std::string pair_text(Point point) {
  return degrees_text(point.lon) + "," + degrees_text(point.lat);
}

template <std::size_t N>
std::optional<std::array<double, N>> read_degrees(std::string_view typed) {
  std::array<double, N> numbers{};
  for (std::size_t i = 0; i < N; ++i) {
    const auto comma = i + 1 == N ? typed.size() : typed.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const auto read = std::from_chars(typed.data(), typed.data() + comma, numbers[i]);
    const bool is_on_earth = read.ec == std::errc{} && read.ptr == typed.data() + comma && std::abs(numbers[i]) <= 180;
    if (!is_on_earth) return std::nullopt;
    typed.remove_prefix(std::min(typed.size(), comma + 1));
  }
  return numbers;
}

std::string line_json(const drawings::MapLine& line) {
  std::string json = "[";
  for (const Point point : line) json += (json.size() > 1 ? ",[" : "[") + pair_text(point) + "]";
  if (!line.empty() && !(line.front() == line.back())) json += ",[" + pair_text(line.front()) + "]";
  return json + "]";
}

std::string land_json(const drawings::MapLand& land) {
  std::string polygons;
  for (const auto& polygon : land.polygons) {
    std::string lines;
    for (const drawings::MapLine& line : polygon) lines += (lines.empty() ? "" : ",") + line_json(line);
    polygons += (polygons.empty() ? "[" : ",[") + lines + "]";
  }
  return R"({"type":"Feature","properties":{"far":)" + std::string(land.is_neighbour ? "true" : "false") +
         R"(},"geometry":{"type":"MultiPolygon","coordinates":[)" + polygons + "]}}";
}

std::string town_json(Language language, const network::Municipality& town) {
  const bool is_large = std::find(kLargeTowns.begin(), kLargeTowns.end(), town.nis.code) != kLargeTowns.end();
  return R"({"type":"Feature","properties":{"name":)" + web::json_string(town.name.best(language)) + R"(,"rank":)" +
         (is_large ? "1" : "2") + R"(},"geometry":{"type":"Point","coordinates":[)" + pair_text(town.centre) + "]}}";
}

std::string cluster_json(const ListParts& parts, Language language, const ListSnapshot& snapshot,
                         const MapCluster& cluster) {
  std::string json = R"({"at":[)" + pair_text(cluster.seed.at) + R"(],"count":)" + std::to_string(cluster.sums.count());
  json += R"(,"offers":)" + std::to_string(cluster.sums.kinds[0].count);
  json += R"(,"needs":)" + std::to_string(cluster.sums.kinds[1].count);
  json +=
      R"(,"family":)" +
      web::json_string(snapshot.index.families().values[cluster.sums.main_family(snapshot.index.families().values)]);
  json += R"(,"label":)" + web::json_string(cluster_label(parts, language, snapshot, cluster));
  if (cluster.splits_at) return json + R"(,"split":)" + std::to_string(*cluster.splits_at) + "}";
  if (cluster.sums.count() > 1) return json + R"(,"place":")" + pair_text(cluster.seed.at) + "\"}";
  const std::string id = snapshot.index.streams()[cluster.seed.row].id.text();
  return json + R"(,"place":")" + pair_text(cluster.seed.at) + R"(","address":)" +
         web::json_string(site::address(language, "/offers/" + id)) + "}";
}

std::vector<MapStop> stops_of(const FoundList& found) {
  const StreamIndex& index = found.snapshot->index;
  return gather_stops(index, found.snapshot->centres, index.rows(found.request),
                      index.with_known_site(found.request.reader));
}

/// The spots that a circle of the region may hold, and around them those that decide which circle a spot is in: a spot
/// far outside cannot change who is whose neighbour inside.
std::vector<MapStop> stops_around(const FoundList& found, const MapRegion& region, double zoom) {
  constexpr double kFarOutside = 10 * kClusterPixels;
  std::vector<MapStop> stops = stops_of(found);
  const MapRegion wide = widened(region, zoom, kFarOutside);
  std::erase_if(stops, [&](const MapStop& stop) { return !wide.contains(stop.at); });
  return stops;
}

/// The rows that stand where `spot` is on the deepest zoom.
RowSet rows_at(const FoundList& found, Point spot) {
  const StreamIndex& index = found.snapshot->index;
  RowSet rows = index.rows(found.request);
  const RowSet known_sites = index.with_known_site(found.request.reader);
  for (std::uint32_t row = 0; row < index.streams().size(); ++row) {
    if (!rows.contains(row)) continue;
    const std::optional<Point> at =
        known_sites.contains(row) ? index.streams()[row].position : found.snapshot->centres[index.places().of_row[row]];
    if (!at || pixels_between(*at, spot, kDeepestZoom) >= kClusterPixels) rows.erase(row);
  }
  return rows;
}

}  // namespace

std::string map_ground(ListParts& parts, Language language) {
  std::string lands;
  for (const drawings::MapLand& land : parts.services.land) lands += (lands.empty() ? "" : ",\n") + land_json(land);
  std::string towns;
  const auto snapshot = parts.board.current();
  for (const auto& [nis, town] : snapshot->municipalities) {
    towns += (towns.empty() ? "" : ",\n") + town_json(language, town);
  }
  return R"({"land":{"type":"FeatureCollection","features":[)" + lands +
         R"(]},"places":{"type":"FeatureCollection","features":[)" + towns + "]}}\n";
}

std::string map_region(const ListParts& parts, Language language, const FoundList& found, const MapRegion& region,
                       double zoom) {
  const Point north_west{region.south_west.lon, region.north_east.lat};
  const double width = std::max(pixels_between(region.south_west, region.north_east, zoom),
                                pixels_between(north_west, region.north_east, zoom));
  if (width > kWidestPixels) zoom -= std::log2(width / kWidestPixels);
  std::string clusters;
  for (const MapCluster& cluster : cluster_stops(stops_around(found, region, zoom), zoom, kClusterPixels)) {
    if (!region.contains(cluster.seed.at)) continue;
    clusters += (clusters.empty() ? "" : ",\n") + cluster_json(parts, language, *found.snapshot, cluster);
  }
  return R"({"total":)" + std::to_string(found.part.total) + R"(,"clusters":[)" + clusters + "]}\n";
}

std::optional<MapRegion> read_region(std::string_view typed) {
  const auto numbers = read_degrees<4>(typed);
  if (!numbers) return std::nullopt;
  const auto& [west, south, east, north] = *numbers;
  constexpr double kMercatorEnd = 85;
  const bool is_box = west < east && south < north && south >= -kMercatorEnd && north <= kMercatorEnd;
  return is_box ? std::optional(MapRegion{{west, south}, {east, north}}) : std::nullopt;
}

std::optional<Point> read_spot(std::string_view typed) {
  const auto numbers = read_degrees<2>(typed);
  if (!numbers) return std::nullopt;
  const Point point{(*numbers)[0], (*numbers)[1]};
  return is_near_belgium(point) ? std::optional(point) : std::nullopt;
}

web::Response map_spot_part(const ListParts& parts, const web::Call& call, const FoundList& found, Point spot) {
  const StreamIndex& index = found.snapshot->index;
  const RowSet rows = rows_at(found, spot);
  const auto shown = index.in_order(found.request, rows, kMostOfSpot);
  web::Model model;
  const auto total = static_cast<std::int64_t>(rows.count());
  model.set("COUNT", parts.services.texts.plural(call.language, "materials.list.count", total));
  std::string place;
  if (!shown.empty()) {
    const auto municipality = found.snapshot->municipalities.find(shown.front()->nis.code);
    if (municipality != found.snapshot->municipalities.end()) place = municipality->second.name.best(call.language);
  }
  model.set("PLACE", place);
  for (const ListedStream* stream : shown) {
    web::Model& row = model.add("ROW");
    row.set("ADDRESS", site::address(call.language, "/offers/" + stream->id.text()));
    row.set("TITLE", stream->title.best(call.language));
    row.set("TITLE_LANG", language_code(stream->title.best_language(call.language)));
    row.set("FAMILY", stream->family);
    row.set("KIND", parts.services.texts.get(call.language,
                                             "materials.kind." + std::string(key_in(kStreamKindKeys, stream->kind))));
    row.set("AMOUNT", parts.words_in(call.language).amount(stream->amount));
    row.show_if(stream->is_example, "EXAMPLE");
  }
  if (shown.size() < rows.count()) {
    ListQuery there = found.query;
    there.place = shown.front()->nis.code;
    model.add("MORE").set("ADDRESS", list_address(call.language, "/materials", there));
  }
  return web::Response::html(parts.services.templates.render("materials/map_spot.html", call.language, model).text());
}

}  // namespace kringwerk::materials
