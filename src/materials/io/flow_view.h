#pragma once

#include "materials/io/list_view.h"

namespace kringwerk::materials {

/// {{#FLOWS}}: the drawing of what could flow among the streams found and its table, by family, or by class when a
/// family or material is chosen; {{#NO_FLOWS}} when no amount is known.
void show_flows(const ListParts& parts, Language language, const FoundList& found, web::Model& model);

}  // namespace kringwerk::materials
