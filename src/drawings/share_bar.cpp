#include "drawings/share_bar.h"

#include <algorithm>

#include "drawings/svg_writer.h"

namespace kringwerk::drawings {

Svg draw_share_bar(int permille) {
  constexpr int kFull = 1000;
  constexpr double kWidth = 200;
  SvgWriter writer;
  writer.open("svg").set("class", "fall").set("viewBox", "0 0 200 20").set("preserveAspectRatio", "none");
  writer.set("aria-hidden", "true");
  writer.open("path").set("class", "zero").set("vector-effect", "non-scaling-stroke").set("d", "M0 0V20").close();
  writer.open("rect").set("class", "tot").set("x", 0.0).set("y", 4.0);
  writer.set("width", kWidth * std::clamp(permille, 0, kFull) / kFull).set("height", 12.0).close().close();
  return writer.finish();
}

}  // namespace kringwerk::drawings
