#pragma once

#include "rooms/room.h"
#include "storage/connection.h"

/// Each change of a card counts up its room, by which screens see that they are behind.
namespace kringwerk::rooms {

void insert_room(storage::Connection& transaction, const Room& room);
/// Ends it. Names and authors of its cards go at once.
void close_room_now(storage::Connection& transaction, const Room& closed);

void insert_card(storage::Connection& transaction, const Card& card);
/// False when the stored version is not `card.version - 1`.
bool update_card(storage::Connection& transaction, const Card& card);
void remove_card(storage::Connection& transaction, const Card& card);

}  // namespace kringwerk::rooms
