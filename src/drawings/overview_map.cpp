#include "drawings/overview_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "drawings/label_placer.h"
#include "drawings/map_flows.h"
#include "drawings/map_intervals.h"
#include "drawings/svg_writer.h"

namespace kringwerk::drawings {
namespace {

constexpr double kUnitsPerDegree = 335;
constexpr double kHubRadius = 14.5;
constexpr double kLargestStream = 25;
constexpr double kSmallestStream = 3;  // smaller circles could neither be seen nor pressed
constexpr double kUnknownStream = 7;
constexpr double kEdge = 8;

/// A stream with its circle, moved aside when it shares its place.
struct Circle {
  const MapStream* stream = nullptr;
  Spot centre;
  double radius = 0;
};

double distance(Spot a, Spot b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

double stream_radius(const MapStream& stream, std::int64_t largest_kg) {
  if (!stream.kg) return kUnknownStream;
  const double share = static_cast<double>(*stream.kg) / static_cast<double>(largest_kg);
  return std::max(kSmallestStream, kLargestStream * std::sqrt(share));
}

/// Nearest free spot around `circle`'s own place, tried in growing rings; only circles of the same place matter.
Spot beside_others(const Circle& circle, const std::vector<Circle>& others, Spot home) {
  constexpr int kDirections = 12;
  for (int step = 0; step < 40; ++step) {
    for (int direction = 0; direction < (step == 0 ? 1 : kDirections); ++direction) {
      const double angle = direction * 2 * std::numbers::pi / kDirections;
      const Spot spot{home.x + 3 * step * std::cos(angle), home.y + 3 * step * std::sin(angle)};
      const bool free = std::none_of(others.begin(), others.end(), [&](const Circle& other) {
        return other.stream->at == circle.stream->at && distance(other.centre, spot) < other.radius + circle.radius;
      });
      if (free) return spot;
    }
  }
  return home;
}

std::vector<Circle> place_streams(const std::vector<MapStream>& streams) {
  std::int64_t largest = 1;
  for (const MapStream& stream : streams) largest = std::max(largest, stream.kg.value_or(0));
  std::vector<Circle> circles;
  for (const MapStream& stream : streams) {
    circles.push_back({&stream, project(stream.at), stream_radius(stream, largest)});
  }
  std::stable_sort(circles.begin(), circles.end(),
                   [](const Circle& a, const Circle& b) { return a.radius > b.radius; });
  std::vector<Circle> placed;
  for (Circle circle : circles) {
    circle.centre = beside_others(circle, placed, circle.centre);
    placed.push_back(circle);
  }
  return placed;
}

/// The smallest frame around our own land and the markers; neighbours run out of it.
Box frame_of(const OverviewMap& map, const std::vector<Circle>& circles) {
  Box box{1e9, 1e9, -1e9, -1e9};
  const auto include = [&box](Spot spot, double radius) {
    box = {std::min(box.left, spot.x - radius), std::min(box.top, spot.y - radius),
           std::max(box.right, spot.x + radius), std::max(box.bottom, spot.y + radius)};
  };
  for (const MapLand& land : map.lands) {
    if (land.is_neighbour) continue;
    for (const auto& polygon : land.polygons) {
      for (const MapLine& line : polygon) {
        for (const Point point : line) include(project(point), 0);
      }
    }
  }
  for (const Circle& circle : circles) include(circle.centre, circle.radius);
  for (const MapHub& hub : map.hubs) include(project(hub.at), kHubRadius);
  for (const MapInterval& interval : map.intervals) include(project(interval.at), kLargestInterval);
  if (box.left > box.right) box = {0, 0, 720, 290};
  return {std::floor(box.left - kEdge), std::floor(box.top - kEdge), std::ceil(box.right + kEdge),
          std::ceil(box.bottom + kEdge)};
}

std::string land_path(const MapLand& land) {
  std::string data;
  for (const auto& polygon : land.polygons) {
    for (const MapLine& line : polygon) {
      std::optional<Spot> last;
      for (const Point point : line) {
        const Spot exact = project(point);
        const Spot spot{std::round(exact.x), std::round(exact.y)};
        if (spot == last) continue;
        data += (last ? "L" : "M") + svg_spot(spot);
        last = spot;
      }
      if (last) data += "Z";
    }
  }
  return data;
}

void add_lands(SvgWriter& writer, const std::vector<MapLand>& lands) {
  for (const MapLand& land : lands) {
    writer.open("path").set("class", land.is_neighbour ? "far" : "land").set("d", land_path(land)).close();
  }
}

/// Opens the element that carries a marker's name: a link, or a named group when there is nowhere to go.
void open_marker(SvgWriter& writer, std::string_view css, const std::string& href, const std::string& name) {
  writer.open(href.empty() ? "g" : "a").set("class", css);
  if (!href.empty()) writer.set("href", href).set("aria-label", name);
  writer.open("title").text(name).close();
}

void add_label(SvgWriter& writer, LabelPlacer& placer, const std::string& label, Spot centre, double radius) {
  if (label.empty()) return;
  const auto place = placer.place(label, centre, radius);
  if (!place) return;
  writer.open("text").set("class", "lbl").set("x", place->at.x).set("y", place->at.y);
  writer.set("text-anchor", place->anchor).text(label).close();
}

void add_stream(SvgWriter& writer, LabelPlacer& placer, const Circle& circle, bool is_named) {
  const MapStream& stream = *circle.stream;
  const std::string kind = stream.kind == StreamKind::offer ? "offer" : "need";
  open_marker(writer, "stream " + std::string(family_class(stream.family)), stream.href, stream.accessible_name);
  writer.open("circle").set("class", stream.kg ? kind : kind + " unsized");
  writer.set("cx", circle.centre.x).set("cy", circle.centre.y).set("r", circle.radius).close();
  if (is_named) add_label(writer, placer, stream.label, circle.centre, circle.radius);
  writer.close();
}

/// One name per place: the largest circle carries it.
void add_streams(SvgWriter& writer, LabelPlacer& placer, const std::vector<Circle>& circles) {
  for (auto circle = circles.begin(); circle != circles.end(); ++circle) {
    const bool named_before = std::any_of(circles.begin(), circle, [&](const Circle& larger) {
      return larger.stream->label == circle->stream->label && larger.stream->at == circle->stream->at;
    });
    add_stream(writer, placer, *circle, !named_before);
  }
}

void add_hub(SvgWriter& writer, LabelPlacer& placer, const MapHub& hub) {
  const Spot at = project(hub.at);
  open_marker(writer, hub.place == HubPlace::region ? "hubm region" : "hubm", hub.href, hub.accessible_name);
  writer.open("g").set("transform", "translate(" + svg_spot(at) + ")").open("g").set("class", "mk");
  writer.open("circle").set("class", "halo").set("r", kHubRadius).close();
  add_partner_arcs(writer, hub.ring, {{0, 0}, 12.5});
  writer.open("text").set("class", "nr").set("y", 4.3).text(hub.number).close();
  writer.close().close();
  add_label(writer, placer, hub.label, at, kHubRadius);
  writer.close();
}

bool has_links(const OverviewMap& map) {
  const auto links = [](const auto& marker) { return !marker.href.empty(); };
  return std::any_of(map.hubs.begin(), map.hubs.end(), links) ||
         std::any_of(map.streams.begin(), map.streams.end(), links) ||
         std::any_of(map.intervals.begin(), map.intervals.end(), links);
}

}  // namespace

Spot project(Point point) {
  static const double kShrink = std::cos(51.1 * std::numbers::pi / 180);
  return {(point.lon - 2.49) * kShrink * kUnitsPerDegree, (51.53 - point.lat) * kUnitsPerDegree};
}

Svg draw_overview_map(const OverviewMap& map) {
  const std::vector<Circle> circles = place_streams(map.streams);
  const Box frame = frame_of(map, circles);
  SvgWriter writer;
  writer.open("svg").set("class", "map");
  writer.set("viewBox",
             svg_spot({frame.left, frame.top}) + " " + svg_spot({frame.right - frame.left, frame.bottom - frame.top}));
  writer.set("role", has_links(map) ? "group" : "img").set("aria-label", map.aria_label);
  add_lands(writer, map.lands);
  LabelPlacer placer(frame);
  for (const Circle& circle : circles) placer.reserve(circle.centre, circle.radius);
  for (const MapHub& hub : map.hubs) placer.reserve(project(hub.at), kHubRadius);
  add_flows(writer, map.flows);
  add_stops(writer, placer, map.stops);
  add_intervals(writer, placer, map.intervals);
  add_streams(writer, placer, circles);
  for (const MapHub& hub : map.hubs) add_hub(writer, placer, hub);
  writer.close();
  return writer.finish();
}

}  // namespace kringwerk::drawings
