#pragma once

#include "drawings/svg.h"
#include "materials/io/list_view.h"

namespace kringwerk::materials {

/// All streams found as circles on their municipalities. Streams of one municipality, kind and family share a circle;
/// its mass is what they offer or need in a week together. Where that would be too many circles, near municipalities
/// share one, in the colour of the family with most streams. A circle of one stream links to it, one of several streams
/// of a municipality to their list.
drawings::Svg draw_material_map(const ListParts& parts, Language language, const FoundList& found);

}  // namespace kringwerk::materials
