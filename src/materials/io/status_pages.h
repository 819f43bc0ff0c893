#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::materials {

/// How far a stream has come, for its owner and the coordinators of its hub: the steps they may take, and all that
/// were.
void add_status_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::materials
