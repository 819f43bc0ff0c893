#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::introductions {

/// Introductions: proposing, their pages, lists, the report on why matches fail, the weights of the ranking.
void add_introduction_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::introductions
