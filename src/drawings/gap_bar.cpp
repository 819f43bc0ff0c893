#include "drawings/gap_bar.h"

#include <algorithm>

#include "drawings/svg_writer.h"

namespace kringwerk::drawings {

Svg draw_gap_bar(const GapBar& bar) {
  constexpr double kWidth = 499;
  const double share = bar.bound > 0 ? std::clamp(bar.value / bar.bound, 0.0, 1.0) : 0;
  const double reached = kWidth * share;
  SvgWriter writer;
  writer.open("svg").set("class", "gapbar").set("viewBox", "0 0 500 38").set("role", "img");
  writer.set("aria-label", bar.accessible_name);
  writer.open("defs").open("pattern").set("id", "gap-hatch").set("width", 6.0).set("height", 6.0);
  writer.set("patternUnits", "userSpaceOnUse").set("patternTransform", "rotate(45)");
  writer.open("rect").set("class", "hatch-0").set("width", 6.0).set("height", 6.0).close();
  writer.open("rect").set("class", "hatch-1").set("width", 2.0).set("height", 6.0).close();
  writer.close().close();
  writer.open("rect").set("class", "reached").set("x", 0.0).set("y", 8.0).set("width", reached).set("height", 20.0);
  writer.close();
  writer.open("rect").set("fill", "url(#gap-hatch)").set("x", reached).set("y", 8.0);
  writer.set("width", kWidth - reached).set("height", 20.0).close();
  writer.open("path").set("class", "bound").set("d", "M" + svg_number(kWidth) + " 2V36").close();
  writer.close();
  return writer.finish();
}

}  // namespace kringwerk::drawings
