#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::materials {

/// The two-minute form and the confirmation of a draft by its secret link.
void add_offer_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::materials
