#include "drawings/map_intervals.h"

#include <algorithm>
#include <cmath>

namespace kringwerk::drawings {

namespace {

constexpr double kSmallest = 5;  // smaller discs could neither be seen nor pressed

double radius_of(double value, double largest) {
  return largest > 0 && value > 0 ? std::max(kSmallest, kLargestInterval * std::sqrt(value / largest)) : 0;
}

void add_interval(SvgWriter& writer, LabelPlacer& placer, const MapInterval& interval, double largest) {
  const Spot at = project(interval.at);
  const double low = radius_of(interval.low, largest);
  const double high = std::max(radius_of(interval.high, largest), low + 1);
  writer.open(interval.href.empty() ? "g" : "a").set("class", "interval " + std::string(family_class(interval.family)));
  if (!interval.href.empty()) writer.set("href", interval.href).set("aria-label", interval.accessible_name);
  writer.open("title").text(interval.accessible_name).close();
  writer.open("circle").set("class", "high").set("cx", at.x).set("cy", at.y).set("r", high).close();
  if (low > 0) writer.open("circle").set("class", "low").set("cx", at.x).set("cy", at.y).set("r", low).close();
  if (const auto place = placer.place(interval.label, at, high)) {
    writer.open("text").set("class", "lbl").set("x", place->at.x).set("y", place->at.y);
    writer.set("text-anchor", place->anchor).text(interval.label).close();
  }
  writer.close();
}

}  // namespace

void add_intervals(SvgWriter& writer, LabelPlacer& placer, std::vector<MapInterval> intervals) {
  double largest = 0;
  for (const MapInterval& interval : intervals) largest = std::max(largest, interval.high);
  std::stable_sort(intervals.begin(), intervals.end(),
                   [](const MapInterval& a, const MapInterval& b) { return a.high > b.high; });
  for (const MapInterval& interval : intervals) {
    placer.reserve(project(interval.at), radius_of(interval.high, largest));
  }
  for (const MapInterval& interval : intervals) add_interval(writer, placer, interval, largest);
}

}  // namespace kringwerk::drawings
