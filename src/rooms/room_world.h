#pragma once

#include <vector>

#include "matching/match_index.h"
#include "matchmaking/economy_instance.h"
#include "rooms/room.h"

/// The cards of one room among what everybody may see, as one matching problem.
namespace kringwerk::rooms {

/// What a want on a card is taken to keep: who asks for a thing in those words takes it as it is. An assumption, said
/// on the screen.
inline constexpr std::string_view kAssumedUse = "R3";
/// What a card without amount counts for; said on the screen.
inline constexpr std::int64_t kAssumedKilograms = 1000;

/// A card as a stream of that room, with its own id. Nothing keeps it: it lives in this answer alone. A want accepts
/// its class in every state; an unknown amount counts for kAssumedKilograms once.
materials::Stream stream_of(const Card& card, const Room& room, const materials::Taxonomy& taxonomy);

/// `shown_to_all`: the economy of the audience "everyone", never another one's; of its streams all take part.
matchmaking::Economy with_cards(const matchmaking::Economy& shown_to_all, const std::vector<Card>& cards,
                                const Room& room);

/// A chain with a card at one end at least. Positions in the list of cards, or -1 where the end is the network's.
struct Match {
  matching::Chain chain;
  int have = -1;
  int want = -1;
  int rank = 0;  ///< place among the best chains of the card it was found from; 0 is its best
  bool is_inside() const { return have >= 0 && want >= 0; }
};

/// For each card its `each` best chains in this instance (engine's order and rule of diversity), each chain once; by
/// rank, so that every card's best comes before the second of another, then by value of what the chain takes along
/// (V·T), then in the order found.
/// The order is that of every list of matches of a room.
void sort_matches(std::vector<Match>& matches);
std::vector<Match> find_matches(const matching::MatchIndex& index, const std::vector<Card>& cards, int each);

}  // namespace kringwerk::rooms
