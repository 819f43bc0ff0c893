#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::accounts {

/// What was done, by whom: the whole audit trail for auditors and administrators, with filter and CSV, and everybody's
/// own deeds.
void add_history_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::accounts
