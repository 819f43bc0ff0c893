#pragma once

#include "matching/instance_rows.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::introductions {

/// Introductions: proposing, their pages, lists, the report on why matches fail, the weights of the ranking. `shipped`
/// is the policy without weights.
void add_introduction_routes(web::Router& router, const site::Services& services, const matching::PolicyRow& shipped);

}  // namespace kringwerk::introductions
