#include "drawings/map_flows.h"

#include <algorithm>

namespace kringwerk::drawings {
namespace {

constexpr double kThickest = 11;
constexpr double kThinnest = 1.5;
constexpr double kBend = 0.16;
constexpr double kDot = 4;

}  // namespace

void add_flows(SvgWriter& writer, std::vector<MapFlow> flows) {
  std::stable_sort(flows.begin(), flows.end(), [](const MapFlow& a, const MapFlow& b) { return a.kg > b.kg; });
  for (const MapFlow& flow : flows) {
    const double share =
        static_cast<double>(flow.kg) / static_cast<double>(std::max<std::int64_t>(1, flows.front().kg));
    const Spot from = project(flow.from);
    const Spot to = project(flow.to);
    const Spot bend{(from.x + to.x) / 2 - (to.y - from.y) * kBend, (from.y + to.y) / 2 + (to.x - from.x) * kBend};
    writer.open("path").set("class", "flow " + std::string(family_class(flow.family)));
    writer.set("stroke-width", std::max(kThinnest, kThickest * share));
    writer.set("d", "M" + svg_spot(from) + "Q" + svg_spot(bend) + " " + svg_spot(to));
    writer.open("title").text(flow.accessible_name).close();
    writer.close();
  }
}

void add_stops(SvgWriter& writer, LabelPlacer& placer, const std::vector<MapStop>& stops) {
  for (const MapStop& stop : stops) placer.reserve(project(stop.at), kDot);
  for (const MapStop& stop : stops) {
    const Spot at = project(stop.at);
    writer.open("circle").set("class", "stop").set("cx", at.x).set("cy", at.y).set("r", kDot).close();
    const auto place = placer.place(stop.label, at, kDot);
    if (!place) continue;
    writer.open("text").set("class", "lbl").set("x", place->at.x).set("y", place->at.y);
    writer.set("text-anchor", place->anchor).text(stop.label).close();
  }
}

}  // namespace kringwerk::drawings
