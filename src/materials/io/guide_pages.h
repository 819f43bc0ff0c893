#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::materials {

/// The finder of waste codes and the helper for the legal status: public, every answer has an address. And, for who may
/// change a stream, what the site knows of the data that OVAM's identification form asks for.
void add_guide_routes(web::Router& router, const site::Services& services);

web::Response waste_codes_page(const site::Services& services, const web::Call& call);
web::Response legal_status_page(const site::Services& services, const web::Call& call);
/// A page to print; with ?format=csv a file. Both say that they are no identification form.
web::Response transport_data_page(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::materials
