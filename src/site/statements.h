#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::site {

/// The pages about the site itself: accessibility.
void add_statement_routes(web::Router& router, const Services& services);

}  // namespace kringwerk::site
