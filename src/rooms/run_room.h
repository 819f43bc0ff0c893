#pragma once

#include <string>

#include "access/actor.h"
#include "base/result.h"
#include "rooms/room.h"

/// What a coordinator does with a room, and what may stand on a card. Whoever may not see a room gets Missing.
namespace kringwerk::rooms {

/// Whether `actor` keeps this room: coordinators of its hub.
bool may_run(const access::Actor& actor, const Room& room);

/// `wanted`: hub, name, language, code, place and id; the rest is set here. Missing unless the actor coordinates the
/// hub. The name is public in the room: privacy.email_in_text and the like.
Result<Room> open_room(const Room& wanted, const access::Actor& actor, Instant now);

/// Conflict when it is closed already.
Result<Room> close_room(const Room& room, const access::Actor& actor, Instant now);

inline constexpr int kMostCards = 500;
inline constexpr int kMostCardsPerMinute = 60;
inline constexpr int kMostOfAuthorPerMinute = 10;
inline constexpr std::size_t kLongestWords = 160;
inline constexpr std::size_t kLongestWho = 60;

/// How full and how busy a room is.
struct RoomLoad {
  int cards = 0;
  int in_last_minute = 0;
  int of_author_in_last_minute = 0;
};

/// Whether one more card fits. Rules: rooms.too_many_cards {most}, rooms.too_fast.
Violations check_load(const RoomLoad& load);
/// Whether the words may stand on a screen that everybody in the room sees. Rules: rooms.card_without_words,
/// privacy.email_in_text, privacy.phone_in_text, privacy.national_number.
Violations check_words(const Card& card);

/// Whoever wrote a card changes it while the room is open; the coordinator always. Missing to anybody else.
struct CardEditor {
  const access::Actor& actor;
  std::string author;  ///< hash of the browser or account that asks
  Instant now;
};
bool may_edit(const Card& card, const Room& room, const CardEditor& editor);

}  // namespace kringwerk::rooms
