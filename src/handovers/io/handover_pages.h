#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::handovers {

void add_handover_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::handovers
