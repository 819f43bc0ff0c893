#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/geo.h"
#include "drawings/material_family.h"
#include "drawings/partner_ring.h"

namespace kringwerk::drawings {

/// A closed line of at least three places; the closing place may be repeated or not.
using MapLine = std::vector<Point>;

/// Land to draw, as in GeoJSON: each polygon its outer line, then its holes.
struct MapLand {
  std::vector<std::vector<MapLine>> polygons;
  bool is_neighbour = false;  ///< shown fainter: not the network's own area; the frame is cut around the rest
};

/// Where a hub stands: at an address or town, or somewhere in its region, then the marker has a dotted edge.
enum class HubPlace { town, region };

struct MapHub {
  Point at;
  std::string number;           ///< short text inside the ring, the number of the list beside the map
  std::string label;            ///< place beside the marker, left out where there is no room
  std::string accessible_name;  ///< name of the link or the marker
  std::string href;             ///< empty: no link
  PartnerRing ring;
  HubPlace place = HubPlace::town;
};

enum class StreamKind { offer, need };

/// A stream as a circle on its municipality: filled = offer, open = need, area in proportion to kilograms.
/// Without kilograms a small dotted circle of fixed size.
struct MapStream {
  Point at;
  std::optional<std::int64_t> kg;
  std::string label;
  std::string accessible_name;
  std::string href;
  StreamKind kind = StreamKind::offer;
  MaterialFamily family = MaterialFamily::other;
};

/// Material on its way between two places, as an arc: thickness in proportion to kilograms, never too thin to be seen.
struct MapFlow {
  Point from;
  Point to;
  std::int64_t kg = 0;
  MaterialFamily family = MaterialFamily::other;
  std::string accessible_name;
};

/// A place where arcs begin and end: a dot with its name.
struct MapStop {
  Point at;
  std::string label;
};

/// A value known between two ends, at its place: full disc = low, dotted ring = high, areas in proportion.
struct MapInterval {
  Point at;
  double low = 0;
  double high = 0;
  MaterialFamily family = MaterialFamily::other;
  std::string label;
  std::string accessible_name;
  std::string href;  ///< empty: no link
};

struct OverviewMap {
  std::string aria_label;
  std::vector<MapLand> lands;
  std::vector<MapStream> streams;
  std::vector<MapHub> hubs;
  std::vector<MapFlow> flows = {};
  std::vector<MapStop> stops = {};
  std::vector<MapInterval> intervals = {};  ///< at most one per place
};

/// Degrees to map units: x = (lon − 2.49) · cos 51.1° · 335, y = (51.53 − lat) · 335; about 3 units per kilometre.
Spot project(Point point);

/// One picture, `<svg class="map">`, 720 units wide for Flanders. role="group" with named links when any marker links,
/// else role="img". Circles of one place are set side by side. A label takes the first free side of its marker (right,
/// left, top, bottom) and is dropped when none is free; large circles choose first and streams of one place
/// share one label. Land lines are rounded to whole
/// units. The list or table beside the map says the same in words.
Svg draw_overview_map(const OverviewMap& map);

}  // namespace kringwerk::drawings
