#pragma once

#include <string>

#include "base/result.h"
#include "rooms/room.h"
#include "site/make_once.h"

/// Writing, setting right and removing cards, each in one transaction with its line in the audit trail.
namespace kringwerk::rooms {

/// What somebody typed on a card.
struct CardTyped {
  materials::StreamKind kind = materials::StreamKind::offer;
  std::string words;
  std::string who;
  std::string material;   ///< picked by hand; empty = read it from the words
  Violations violations;  ///< of the form itself
};
CardTyped read_card_form(const web::Form& form, Language language);

/// Reads the words: material, amount, rhythm and place; what they do not say stays unknown, the place is the room's.
Card understood(storage::Connection& connection, const CardTyped& typed, const Room& room);

/// Keeps the card of `request` once. Answers its id as text. Missing when the code opens no room; Invalid with what
/// check_words and check_load find.
Result<std::string> submit_card(const site::Services& services, const web::Call& call,
                                const site::NamedRequest& request, const CardTyped& typed);

/// Who asks: by the code of an open room, or as its coordinator by the room's id.
struct CardAddress {
  RoomId room;
  CardId card;
};
/// Missing unless may_edit says yes; Stale when the card was changed since.
Result<Done> change_card(const site::Services& services, const web::Call& call, const web::Form& form,
                         const CardAddress& address);
Result<Done> throw_card_away(const site::Services& services, const web::Call& call, const CardAddress& address);

}  // namespace kringwerk::rooms
