#include "drawings/glyphs.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/ensure.h"
#include "drawings/svg_writer.h"

namespace kringwerk::drawings {
namespace {

Spot on_circle(double radius, double turns) {
  const double angle = turns * 2 * std::numbers::pi;
  return {12 + radius * std::sin(angle), 12 - radius * std::cos(angle)};
}

SvgWriter start_glyph() {
  SvgWriter writer;
  writer.open("svg").set("class", "glyph").set("viewBox", "0 0 24 24").set("aria-hidden", "true");
  return writer;
}

}  // namespace

Svg draw_evidence_ring(EvidenceLevel level) {
  SvgWriter writer = start_glyph();
  const int filled = static_cast<int>(level);
  ensure(filled >= 1 && filled <= 5, "evidence has five levels");
  constexpr double kGap = 0.025;
  for (int arc = 0; arc < 5; ++arc) {
    const double start = arc / 5.0 + kGap;
    writer.open("path").set("class", arc < filled ? "ev-on" : "ev-off");
    writer.set("d",
               "M" + svg_spot(on_circle(8, start)) + "A8 8 0 0 1 " + svg_spot(on_circle(8, start + 0.2 - 2 * kGap)));
    writer.close();
  }
  writer.close();
  return writer.finish();
}

Svg draw_freshness_disc(double share_left) {
  const double share = std::clamp(share_left, 0.0, 1.0);
  SvgWriter writer = start_glyph();
  writer.open("circle").set("class", "fresh-rim").set("cx", 12.0).set("cy", 12.0).set("r", 8.5).close();
  // A full turn is no arc in SVG: start and end coincide and nothing would be drawn.
  if (share > 0.99) {
    writer.open("circle").set("class", "fresh-left").set("cx", 12.0).set("cy", 12.0).set("r", 8.5).close();
  } else if (share > 0.01) {
    const std::string sweep = share > 0.5 ? "1 1 " : "0 1 ";
    writer.open("path").set("class", "fresh-left");
    writer.set("d", "M12 12V3.5A8.5 8.5 0 " + sweep + svg_spot(on_circle(8.5, share)) + "Z").close();
  }
  writer.close();
  return writer.finish();
}

Svg draw_ladder(int rung) {
  ensure(rung >= 0 && rung <= 9, "the ladder has rungs R0 to R9");
  SvgWriter writer;
  writer.open("svg").set("class", "ladder").set("viewBox", "0 0 70 24").set("aria-hidden", "true");
  for (int i = 0; i < 10; ++i) {
    const double height = 22 - 2 * i;
    writer.open("rect").set("class", i == rung ? "rung-on" : "rung");
    writer.set("x", 7.0 * i).set("y", 24 - height).set("width", 5.0).set("height", height).close();
  }
  writer.close();
  return writer.finish();
}

}  // namespace kringwerk::drawings
