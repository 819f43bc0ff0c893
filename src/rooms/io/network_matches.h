#pragma once

#include <memory>
#include <vector>

#include "matchmaking/io/load_live_economy.h"
#include "rooms/room_world.h"

namespace kringwerk::rooms {

/// An economy with cards, prepared for questions. Its parts point at each other: it does not move.
struct CardWorld {
  explicit CardWorld(matchmaking::Economy with_cards)
      : economy(std::move(with_cards)), records(matchmaking::build_instance(economy)), index(records.instance) {}
  CardWorld(const CardWorld&) = delete;
  CardWorld& operator=(const CardWorld&) = delete;
  matchmaking::ChainGround ground() const { return {economy, records, index.instance()}; }

  matchmaking::Economy economy;
  matchmaking::EconomyInstance records;
  matching::MatchIndex index;
};

/// What goes together between cards and the network.
struct NetworkMatches {
  std::unique_ptr<const CardWorld> world;  ///< the cards, all workplaces, and the listings that a match leads to
  std::vector<Match> matches;              ///< in the order of sort_matches; `rank` counts matches inside too
};

/// The matches that an index of the cards and all that everybody may see would give, without making one: every card is
/// put to the shared index and to that of the room together. `inside` holds the cards and the workplaces.
NetworkMatches find_network_matches(const std::shared_ptr<const matchmaking::Snapshot>& shown, const CardWorld& inside,
                                    const std::vector<Card>& cards, const Room& room, int each);

}  // namespace kringwerk::rooms
