#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::network {

/// The addresses of this module: hubs, organisations, their changes, which-hub, sources.
void add_network_routes(web::Router& router, const site::Services& services);

web::Response hubs_page(const site::Services& services, const web::Call& call);
web::Response hub_page(const site::Services& services, const web::Call& call);
/// The list of organisations, and their pages to make and change them by revisions (revision.h).
web::Response organisations_page(const site::Services& services, const web::Call& call);
web::Response organisation_new_page(const site::Services& services, const web::Call& call);
web::Response organisation_create(const site::Services& services, const web::Call& call);
web::Response organisation_edit_page(const site::Services& services, const web::Call& call);
web::Response organisation_edit(const site::Services& services, const web::Call& call);
web::Response organisation_changes_page(const site::Services& services, const web::Call& call);
web::Response hub_new_page(const site::Services& services, const web::Call& call);
web::Response hub_create(const site::Services& services, const web::Call& call);
web::Response hub_edit_page(const site::Services& services, const web::Call& call);
web::Response hub_edit(const site::Services& services, const web::Call& call);
web::Response hub_changes_page(const site::Services& services, const web::Call& call);
/// What waits for somebody, and one change.
web::Response changes_page(const site::Services& services, const web::Call& call);
web::Response change_page(const site::Services& services, const web::Call& call);
web::Response change_decide(const site::Services& services, const web::Call& call);

web::Response organisation_page(const site::Services& services, const web::Call& call);
web::Response which_hub_page(const site::Services& services, const web::Call& call);
web::Response sources_page(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::network
