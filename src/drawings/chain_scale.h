#pragma once

#include <string>
#include <string_view>

#include "drawings/chain_drawing.h"
#include "drawings/svg_writer.h"

namespace kringwerk::drawings {

/// What both forms of the chain drawing share. Units are those of the drawing, kilograms become widths linearly.
class ChainScale {
 public:
  /// Checks the figure's contract; `full_width` is the width of the largest kg_in.
  ChainScale(const ChainFigure& figure, double full_width);
  double width(std::int64_t kg) const { return static_cast<double>(kg) * units_per_kg_; }

 private:
  double units_per_kg_ = 0;
};

/// What flows on after a step.
std::int64_t kg_out(const ChainStep& step);
std::string_view ring_class(StepRing ring);
/// The striped pattern of residue as a definition inside one drawing.
void add_hatch(SvgWriter& writer, std::string_view id);
/// A ring with the icon of the work in it.
struct Workplace {
  Spot centre;
  double radius = 0;
  double ring_width = 0;
};
void add_workplace(SvgWriter& writer, const ChainStep& step, Workplace place);

}  // namespace kringwerk::drawings
