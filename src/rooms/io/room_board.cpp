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
  board->inside = std::make_unique<const CardWorld>(with_cards(shown->economy(), board->cards, room));
  for (Match& match : find_matches(board->inside->index, board->cards, kMatchesOfCard)) {
    board->matches.push_back({std::move(match), board->inside.get()});
  }
  NetworkMatches network = find_network_matches(shown, *board->inside, board->cards, room, kMatchesOfCard);
  board->outside = std::move(network.world);
  for (Match& match : network.matches) board->matches.push_back({std::move(match), board->outside.get()});
  board->shown = std::move(shown);
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
