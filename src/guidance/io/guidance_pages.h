#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::guidance {

/// Asking a hub, and the state of a question by its secret link.
void add_guidance_routes(web::Router& router, const site::Services& services);

web::Response case_page(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::guidance
