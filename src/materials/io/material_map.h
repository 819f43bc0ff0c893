#pragma once

#include "drawings/svg.h"
#include "materials/io/list_view.h"

namespace kringwerk::materials {

/// The rows of the list as circles on their municipalities. Streams of one municipality, kind and family share a
/// circle; its mass is what they offer or need in a week together. A circle of one stream links to it.
drawings::Svg draw_material_map(const ListParts& parts, Language language, const FoundList& found);

}  // namespace kringwerk::materials
