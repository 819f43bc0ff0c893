#pragma once

#include <memory>

#include "materials/io/list_view.h"
#include "web/router.h"

namespace kringwerk::materials {

/// Keeping a view of the map, and the page on which it gets another name, is shared or goes.
void add_view_routes(web::Router& router, std::shared_ptr<ListParts> parts);

/// {{#VIEWS}}: the views that somebody signed in may read, and the form that keeps this one; nothing for a visitor. The
/// page needs site::with_form when it answers true.
bool show_saved_views(const ListParts& parts, const web::Call& call, const FoundList& found, web::Model& model);

}  // namespace kringwerk::materials
