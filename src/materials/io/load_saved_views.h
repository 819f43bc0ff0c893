#pragma once

#include <optional>
#include <vector>

#include "materials/saved_view.h"
#include "storage/connection.h"

namespace kringwerk::materials {

/// The view when `reader` may read it: absent and denied are the same. `day`: today in Brussels.
std::optional<SavedView> load_saved_view(storage::Connection& connection, SavedViewId id, const access::Actor& reader,
                                         Day day);
/// All that `reader` may read, by name; at most 100.
std::vector<SavedView> load_saved_views(storage::Connection& connection, const access::Actor& reader, Day day);

}  // namespace kringwerk::materials
