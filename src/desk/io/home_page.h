#pragma once

#include <memory>

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::matchmaking {
class LiveEconomy;
}

namespace kringwerk::desk {

/// The front page: what somebody has, seeks or asks, in one sentence, and the network on a map. It spans the modules,
/// so it lives at the desk.
void add_desk_routes(web::Router& router, const site::Services& services,
                     std::shared_ptr<matchmaking::LiveEconomy> live);

}  // namespace kringwerk::desk
