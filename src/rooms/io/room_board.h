#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "matchmaking/io/show_chains.h"
#include "rooms/io/network_matches.h"

namespace kringwerk::rooms {

/// The cards of a room and what could go together, at one version of the room. Immutable.
struct Board {
  std::int64_t room_version = 0;
  std::int64_t list_version = 0;
  Day today;
  std::vector<Card> cards;
  std::shared_ptr<const matchmaking::Snapshot> shown;  ///< what everybody may see
  std::unique_ptr<const CardWorld> inside;             ///< the cards and the workplaces that everybody may see
  std::unique_ptr<const CardWorld> outside;            ///< with the listings of others that go with a card
  /// A match and the world it was found in.
  struct Found {
    Match match;
    const CardWorld* world = nullptr;
  };
  std::vector<Found> matches;  ///< between two cards first, then with the network
};

/// Best chains that are looked for from each card.
inline constexpr int kMatchesOfCard = 3;

/// Boards of the rooms that are looked at, so that a screen that asks every other second costs next to nothing while
/// nothing changes. Thread rule: any thread.
class RoomBoards {
 public:
  RoomBoards(storage::Database& database, std::shared_ptr<matchmaking::LiveEconomy> live)
      : database_(database), live_(std::move(live)) {}
  std::shared_ptr<const Board> at(const Room& room, Instant now);

 private:
  static constexpr std::size_t kMostKept = 16;
  storage::Database& database_;
  std::shared_ptr<matchmaking::LiveEconomy> live_;
  std::mutex guard_;
  std::map<RoomId, std::shared_ptr<const Board>> boards_;
};

}  // namespace kringwerk::rooms
