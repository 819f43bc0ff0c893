#pragma once

#include "rooms/io/room_board.h"
#include "site/services.h"
#include "web/template.h"

namespace kringwerk::rooms {

/// What was read from a card, in the reader's words.
struct CardWords {
  std::string material;  ///< empty when it was not recognised
  std::string family_class;
  std::string amount;  ///< "2 ton per maand"; empty when none was read
  std::string place;
};
CardWords words_of(const site::Services& services, Language language, const matchmaking::Economy& economy,
                   const Card& card);

/// Fills templates/rooms/live.html: both columns of cards, newest first, and the matches between them.
void fill_board(const site::Services& services, Language language, const Board& board, web::Model& model);

/// How many cards of each kind and matches the screen has place for; the rest is counted.
inline constexpr std::size_t kCardsShown = 6;
inline constexpr std::size_t kMatchesShown = 5;

}  // namespace kringwerk::rooms
