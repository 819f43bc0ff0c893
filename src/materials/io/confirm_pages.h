#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::materials {

/// The link of the mail, a page with one button (mail scanners follow links, so the link itself changes nothing), and
/// what the button does.
void add_confirm_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::materials
