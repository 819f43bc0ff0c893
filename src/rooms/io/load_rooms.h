#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rooms/room.h"
#include "rooms/run_room.h"
#include "storage/connection.h"

namespace kringwerk::rooms {

std::optional<Room> load_room(storage::Connection& connection, RoomId id);
/// The room that this code opens now. A code of a room that has ended finds nothing.
std::optional<Room> load_open_room(storage::Connection& connection, std::string_view code, Instant now);
/// Of these hubs, newest first, at most 100.
std::vector<Room> load_rooms_of(storage::Connection& connection, const std::vector<std::int64_t>& hubs);

/// All cards of a room, oldest first.
std::vector<Card> load_cards(storage::Connection& connection, RoomId room);
std::optional<Card> load_card(storage::Connection& connection, CardId id);
RoomLoad load_load(storage::Connection& connection, RoomId room, std::string_view author, Instant now);

}  // namespace kringwerk::rooms
