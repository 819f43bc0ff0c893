#include "drawings/interval_bar.h"

#include <algorithm>

#include "drawings/svg_writer.h"

namespace kringwerk::drawings {

Svg draw_interval_bar(const IntervalBar& bar) {
  constexpr double kWide = 200;
  constexpr double kThinnest = 3;
  const auto place = [&](double value) { return bar.most > 0 ? std::clamp(value / bar.most, 0.0, 1.0) * kWide : 0; };
  const double width = std::max(kThinnest, place(bar.high) - place(bar.low));
  const double left = std::min(place(bar.low), kWide - width);
  SvgWriter writer;
  writer.open("svg").set("class", "interval-bar " + std::string(family_class(bar.family)));
  writer.set("viewBox", "0 0 200 20").set("preserveAspectRatio", "none").set("aria-hidden", "true");
  writer.open("path").set("class", "zero").set("d", "M0 10H200").close();
  writer.open("rect").set("x", left).set("y", 4.0).set("width", width).set("height", 12.0).close();
  writer.close();
  return writer.finish();
}

}  // namespace kringwerk::drawings
