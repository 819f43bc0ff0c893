#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::materials {

/// What a coordinator enters for companies: the list of what waits for them, the form, the link once more, taking back.
void add_on_behalf_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::materials
