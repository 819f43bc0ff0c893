#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::materials {

/// The finder of waste codes and the helper for the legal status: public, every answer has an address.
void add_guide_routes(web::Router& router, const site::Services& services);

web::Response waste_codes_page(const site::Services& services, const web::Call& call);
web::Response legal_status_page(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::materials
