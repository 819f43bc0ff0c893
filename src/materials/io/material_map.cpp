#include "materials/io/material_map.h"

#include <map>
#include <tuple>

#include "materials/io/map_words.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

constexpr std::size_t kMostCircles = 60;
/// The drawing of 720 units is as large as the world's map at this zoom.
constexpr double kZoomOfDrawing = 7.2;
constexpr double kUnitsApart = 44;

/// The streams of one municipality, kind and family.
struct Circle {
  std::uint32_t first = 0;  ///< row of one of them
  std::int64_t count = 0;
  std::optional<Mass> per_week;  ///< of those whose amount is known
};
using Circles = std::map<std::tuple<std::uint16_t, StreamKind, std::uint16_t>, Circle>;

/// nullopt: more than can be told apart.
std::optional<Circles> gather_circles(const FoundList& found, const RowSet& rows) {
  const StreamIndex& index = found.snapshot->index;
  Circles circles;
  for (std::uint32_t row = 0; row < index.streams().size(); ++row) {
    const std::uint16_t place = index.places().of_row[row];
    if (!rows.contains(row) || !found.snapshot->centres[place]) continue;
    const ListedStream& stream = index.streams()[row];
    Circle& circle = circles[{place, stream.kind, index.families().of_row[row]}];
    if (circles.size() > kMostCircles) return std::nullopt;
    circle.first = row;
    ++circle.count;
    if (stream.per_week) circle.per_week = circle.per_week.value_or(Mass{}) + *stream.per_week;
  }
  return circles;
}

class Drawing {
 public:
  Drawing(const ListParts& parts, Language language, const FoundList& found)
      : parts_(parts), language_(language), found_(found), index_(found.snapshot->index) {
    map_.aria_label = parts.services.texts.get(language, "materials.map.label");
    map_.lands = parts.services.land;
  }

  drawings::Svg draw() {
    const RowSet rows = index_.rows(found_.request);
    if (const auto circles = gather_circles(found_, rows)) {
      for (const auto& [key, circle] : *circles) add_circle(std::get<0>(key), circle);
    } else {
      const auto stops = gather_stops(index_, found_.snapshot->centres, rows, RowSet(index_.streams().size()));
      for (const MapCluster& cluster : cluster_stops(stops, kZoomOfDrawing, kUnitsApart)) add_cluster(cluster);
    }
    return drawings::draw_overview_map(map_);
  }

 private:
  std::string address_of(std::int64_t count, std::uint32_t row) const {
    const ListedStream& stream = index_.streams()[row];
    if (count == 1) return site::address(language_, "/offers/" + stream.id.text());
    ListQuery there = found_.query;
    there.place = stream.nis.code;
    return list_address(language_, "/materials", there);
  }

  void add(drawings::MapStream drawn, StreamKind kind, std::size_t family) {
    drawn.kind = kind == StreamKind::offer ? drawings::StreamKind::offer : drawings::StreamKind::need;
    drawn.family = drawings::family_from_key(index_.families().values[family]);
    map_.streams.push_back(std::move(drawn));
  }

  /// "Leuven: aanbod, Kunststof, 462 kg per week".
  void add_circle(std::uint16_t place, const Circle& circle) {
    const text::Texts& texts = parts_.services.texts;
    const ListedStream& stream = index_.streams()[circle.first];
    drawings::MapStream drawn;
    drawn.at = *found_.snapshot->centres[place];
    if (circle.per_week) drawn.kg = circle.per_week->in_kilograms();
    drawn.label = place_name(*found_.snapshot, language_, MapStop{{}, place, circle.first, false, {}});
    drawn.accessible_name = texts.format(
        language_, "materials.map.circle",
        {{"place", drawn.label},
         {"kind", texts.get(language_, "materials.kind." + std::string(key_in(kStreamKindKeys, stream.kind)))},
         {"family", parts_.words_in(language_).family(stream.family)},
         {"count", circle.count},
         {"amount", circle.per_week ? text::mass(language_, *circle.per_week) : texts.get(language_, "site.unknown")}});
    drawn.href = address_of(circle.count, circle.first);
    add(std::move(drawn), stream.kind, index_.families().of_row[circle.first]);
  }

  void add_cluster(const MapCluster& cluster) {
    for (const StreamKind kind : {StreamKind::offer, StreamKind::need}) {
      MapCluster half = cluster;
      half.sums.kinds[kind == StreamKind::offer ? 1 : 0] = {};
      const MapSums::OfKind& sums = half.sums.kinds[static_cast<std::size_t>(kind)];
      if (sums.count == 0) continue;
      drawings::MapStream drawn;
      drawn.at = cluster.seed.at;
      if (sums.count > sums.unknown) drawn.kg = sums.per_week.in_kilograms();
      drawn.label = place_name(*found_.snapshot, language_, cluster.seed);
      drawn.accessible_name = cluster_label(parts_, language_, *found_.snapshot, half);
      if (cluster.stops == 1) drawn.href = address_of(cluster.sums.count(), cluster.seed.row);
      add(std::move(drawn), kind, cluster.sums.main_family(index_.families().values));
    }
  }

  const ListParts& parts_;
  Language language_;
  const FoundList& found_;
  const StreamIndex& index_;
  drawings::OverviewMap map_;
};

}  // namespace

drawings::Svg draw_material_map(const ListParts& parts, Language language, const FoundList& found) {
  return Drawing(parts, language, found).draw();
}

}  // namespace kringwerk::materials
