#include "drawings/chain_scale.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/ensure.h"

namespace kringwerk::drawings {

ChainScale::ChainScale(const ChainFigure& figure, double full_width) {
  ensure(!figure.steps.empty(), "a chain has at least one step");
  std::int64_t largest = 0;
  for (const ChainStep& step : figure.steps) {
    ensure(step.kg_in > 0, "a step takes material in");
    ensure(kg_out(step) >= 0, "no more leaves a step than came in");
    largest = std::max(largest, step.kg_in);
  }
  units_per_kg_ = full_width / static_cast<double>(largest);
}

std::int64_t kg_out(const ChainStep& step) {
  std::int64_t kg = step.kg_in - step.residue.kg;
  for (const SideFlow& product : step.products) kg -= product.kg;
  return kg;
}

std::string_view ring_class(StepRing ring) {
  constexpr std::array<std::string_view, 3> classes{"k-bestuur", "k-regulier", "k-sociaal"};
  return classes[static_cast<std::size_t>(ring)];
}

void add_hatch(SvgWriter& writer, std::string_view id) {
  writer.open("defs").open("pattern").set("id", id).set("width", 6.0).set("height", 6.0);
  writer.set("patternUnits", "userSpaceOnUse").set("patternTransform", "rotate(45)");
  writer.open("rect").set("class", "hatch-0").set("width", 6.0).set("height", 6.0).close();
  writer.open("rect").set("class", "hatch-1").set("width", 2.4).set("height", 6.0).close();
  writer.close().close();
}

void add_workplace(SvgWriter& writer, const ChainStep& step, Workplace place) {
  writer.open("circle").set("class", "place " + std::string(ring_class(step.ring)));
  writer.set("cx", place.centre.x).set("cy", place.centre.y).set("r", place.radius);
  writer.set("stroke-width", place.ring_width).close();
  const double size = place.radius * 0.94;
  writer.open("svg").set("class", "place-icon").set("viewBox", "0 0 24 24");
  writer.set("x", place.centre.x - size / 2).set("y", place.centre.y - size / 2);
  writer.set("width", size).set("height", size);
  writer.open("use").set("href", step.icon).close().close();
}

}  // namespace kringwerk::drawings
