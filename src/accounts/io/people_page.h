#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::accounts {

/// People and roles: the list, its download, a person, and what may be done there.
void add_people_routes(web::Router& router, const site::Services& services);

/// Invitations to roles that the reader may give: the list, sending, sending again, taking back.
void add_invitation_list_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::accounts
