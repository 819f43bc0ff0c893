#pragma once

#include <vector>

#include "drawings/label_placer.h"
#include "drawings/overview_map.h"
#include "drawings/svg_writer.h"

/// Parts of the overview map.
namespace kringwerk::drawings {

/// The arcs, largest first so that thin ones stay visible. Both ways between two places bend apart.
void add_flows(SvgWriter& writer, std::vector<MapFlow> flows);

/// The dots, and their names where there is room; the placer keeps the dots free.
void add_stops(SvgWriter& writer, LabelPlacer& placer, const std::vector<MapStop>& stops);

}  // namespace kringwerk::drawings
