#pragma once

#include <vector>

#include "drawings/label_placer.h"
#include "drawings/overview_map.h"
#include "drawings/svg_writer.h"

/// Parts of the overview map.
namespace kringwerk::drawings {

/// Radius of the largest high end on a map.
inline constexpr double kLargestInterval = 30;

/// Discs and rings, the largest first so that small ones stay on top; each a link when it leads somewhere.
void add_intervals(SvgWriter& writer, LabelPlacer& placer, std::vector<MapInterval> intervals);

}  // namespace kringwerk::drawings
