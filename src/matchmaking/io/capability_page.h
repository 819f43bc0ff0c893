#pragma once

#include <memory>

#include "matchmaking/io/load_live_economy.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::matchmaking {

/// GET /{lang}/capabilities/{capability:id}: what a workplace does, and the best chains that its free capacity could be
/// part of, among the records of the reader's audience.
void add_capability_page_routes(web::Router& router, const site::Services& services, std::shared_ptr<LiveEconomy> live);

}  // namespace kringwerk::matchmaking
