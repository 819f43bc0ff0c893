#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::desk {

/// Where signed-in people begin: what waits for them, each with one next action. It spans the modules, so it lives at
/// the desk.
void add_my_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::desk
