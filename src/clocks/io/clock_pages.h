#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::clocks {

/// /{lang}/freshness/clocks: how long records of each type count as confirmed, for the administrator. `changed` runs in
/// the transaction of a change: what was made of the records must be made anew.
void add_clock_routes(web::Router& router, const site::Services& services,
                      std::function<void(storage::Connection& transaction)> changed);

}  // namespace kringwerk::clocks
