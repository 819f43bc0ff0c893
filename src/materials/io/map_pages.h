#pragma once

#include <memory>

#include "materials/io/list_view.h"
#include "web/router.h"

namespace kringwerk::materials {

/// Map, table and drawing of the same streams, the files to take along, and what the map that can be zoomed asks for.
void add_map_routes(web::Router& router, std::shared_ptr<ListParts> parts);

}  // namespace kringwerk::materials
