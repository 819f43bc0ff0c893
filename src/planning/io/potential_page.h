#pragma once

#include <memory>

#include "matchmaking/io/load_live_economy.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::planning {

/// GET /{lang}/potential, where one tonne or hour more is worth most, and the same rows as /{lang}/potential/list.csv.
/// Both take ?hub= ?kind= ?family=.
void add_potential_routes(web::Router& router, const site::Services& services,
                          const std::shared_ptr<matchmaking::LiveEconomy>& live);

}  // namespace kringwerk::planning
