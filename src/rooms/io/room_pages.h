#pragma once

#include <memory>

#include "rooms/io/code_gate.h"
#include "rooms/io/room_board.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::rooms {

/// What the pages of rooms share; lives as long as the handlers that hold it.
struct RoomSite {
  RoomSite(const site::Services& site_services, std::shared_ptr<matchmaking::LiveEconomy> live)
      : services(site_services), boards(site_services.database, std::move(live)) {}
  const site::Services& services;
  RoomBoards boards;
  CodeGate gate;
};

/// Pages of who runs workshops (/rooms), of who takes part (/room/{code}) and the big screen.
void add_room_routes(web::Router& router, const site::Services& services,
                     std::shared_ptr<matchmaking::LiveEconomy> live);

/// Parts of it. Private to this module.
void add_join_routes(web::Router& router, const std::shared_ptr<RoomSite>& site);
void add_host_routes(web::Router& router, const std::shared_ptr<RoomSite>& site);

}  // namespace kringwerk::rooms
