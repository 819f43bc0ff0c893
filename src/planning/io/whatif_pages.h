#pragma once

#include <memory>

#include "matchmaking/io/load_live_economy.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::planning {

/// GET and POST /{lang}/what-if: kept scenarios, and a new one. GET and POST /{lang}/what-if/{scenario:id}: one, its
/// buttons. GET and POST …/change: the form of one more change (?kind=). GET /{lang}/what-if/compare?scenario=…: up to
/// four side by side.
void add_whatif_routes(web::Router& router, const site::Services& services,
                       std::shared_ptr<matchmaking::LiveEconomy> live);

}  // namespace kringwerk::planning
