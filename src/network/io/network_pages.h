#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::network {

/// The addresses of this module: hubs, hubs/ID, organisations/ID, which-hub, sources.
void add_network_routes(web::Router& router, const site::Services& services);

web::Response hubs_page(const site::Services& services, const web::Call& call);
web::Response hub_page(const site::Services& services, const web::Call& call);
web::Response organisation_page(const site::Services& services, const web::Call& call);
web::Response which_hub_page(const site::Services& services, const web::Call& call);
web::Response sources_page(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::network
