#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::capacity {

/// Capabilities as their organisations and hubs keep them, their calendars, and the directory of all of them.
void add_capacity_routes(web::Router& router, const site::Services& services);

web::Response own_list_page(const site::Services& services, const web::Call& call);
web::Response new_capability_page(const site::Services& services, const web::Call& call);
web::Response create_capability(const site::Services& services, const web::Call& call);
web::Response edit_capability_page(const site::Services& services, const web::Call& call);
web::Response change_capability(const site::Services& services, const web::Call& call);
web::Response calendar_page(const site::Services& services, const web::Call& call);
web::Response change_calendar(const site::Services& services, const web::Call& call);
web::Response directory_page(const site::Services& services, const web::Call& call);
web::Response directory_csv(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::capacity
