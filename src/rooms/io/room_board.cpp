#include "rooms/io/room_board.h"

#include "rooms/io/load_rooms.h"

namespace kringwerk::rooms {

namespace {

std::shared_ptr<const Board> make_board(std::shared_ptr<const matchmaking::Snapshot> shown, const Room& room,
                                        std::vector<Card> cards) {
  auto board = std::make_shared<Board>();
  board->room_version = room.version;
  board->list_version = shown->version();
  board->today = shown->economy().today;
  board->cards = std::move(cards);
  const matchmaking::Economy economy = shown->economy_with_streams();
  board->shown = std::move(shown);
  const auto world_with = [&](Partners partners) {
    return std::make_unique<const CardWorld>(with_cards(economy, board->cards, room, partners));
  };
  board->inside = world_with(Partners::cards_only);
  board->outside = world_with(Partners::network_too);
  for (const CardWorld* world : {board->inside.get(), board->outside.get()}) {
    for (Match& match : find_matches(world->index, board->cards, kMatchesOfCard)) {
      if (world == board->outside.get() && match.is_inside()) continue;
      board->matches.push_back({std::move(match), world});
    }
  }
  return board;
}

}  // namespace

std::shared_ptr<const Board> RoomBoards::at(const Room& room, Instant now) {
  const auto shown = matchmaking::shown_to_all(*live_, now);
  {
    const std::scoped_lock lock(guard_);
    const auto kept = boards_.find(room.id);
    if (kept != boards_.end() && kept->second->room_version == room.version &&
        kept->second->list_version == shown->version() && kept->second->today == shown->economy().today) {
      return kept->second;
    }
  }
  // A card written since `room` was read makes this board newer than its version says; the next question makes another.
  auto board = make_board(
      shown, room, database_.read([&](storage::Connection& connection) { return load_cards(connection, room.id); }));
  const std::scoped_lock lock(guard_);
  if (boards_.size() >= kMostKept && !boards_.contains(room.id)) boards_.erase(boards_.begin());
  boards_[room.id] = board;
  return board;
}

}  // namespace kringwerk::rooms
