#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::materials {

/// The list of public streams and the map of the same streams.
void add_list_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::materials
