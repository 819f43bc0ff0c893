#pragma once

#include "network/io/edit_view.h"

namespace kringwerk::network {

/// Fills the sections FIELD of templates/network/edit_fields.html.
void show_edit_fields(const site::Services& services, Language language, const EditView& view,
                      const std::map<std::string, std::string, std::less<>>& source_titles, web::Model& model);

}  // namespace kringwerk::network
