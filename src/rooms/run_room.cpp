#include "rooms/run_room.h"

#include "access/policy.h"
#include "base/personal_text.h"

namespace kringwerk::rooms {

namespace {

access::RecordFacts facts_of(const Room& room) {
  access::RecordFacts facts;
  facts.type = "room";
  facts.visibility = "-";
  facts.state = "-";
  facts.hubs = {room.hub.value()};
  return facts;
}

}  // namespace

bool may_run(const access::Actor& actor, const Room& room) {
  return access::may(actor, access::Action::update, facts_of(room));
}

Result<Room> open_room(const Room& wanted, const access::Actor& actor, Instant now) {
  if (!access::may(actor, access::Action::create, facts_of(wanted))) return Missing{};
  Violations violations = check_public_text("name", wanted.name);
  if (!violations.empty()) return Invalid{std::move(violations)};
  Room room = wanted;
  room.opened_by = actor.person;
  room.opened_at = now;
  room.ends_at = now + kOpenFor;
  return room;
}

Result<Room> close_room(const Room& room, const access::Actor& actor, Instant now) {
  if (!may_run(actor, room)) return Missing{};
  if (!is_open(room, now)) return Conflict{};
  Room closed = room;
  closed.closed_at = now;
  ++closed.version;
  return closed;
}

Violations check_load(const RoomLoad& load) {
  if (load.cards >= kMostCards) return {Violation{"rooms.too_many_cards", "", {{"most", std::int64_t{kMostCards}}}}};
  if (load.in_last_minute >= kMostCardsPerMinute || load.of_author_in_last_minute >= kMostOfAuthorPerMinute) {
    return {Violation{"rooms.too_fast", "", {}}};
  }
  return {};
}

Violations check_words(const Card& card) {
  Violations violations = check_public_text("typed", card.typed);
  append(violations, check_public_text("who", card.who));
  if (card.what.empty()) violations.push_back({"rooms.card_without_words", "typed", {}});
  return violations;
}

bool may_edit(const Card& card, const Room& room, const CardEditor& editor) {
  if (card.room != room.id) return false;
  if (may_run(editor.actor, room)) return true;
  return is_open(room, editor.now) && !card.author.empty() && card.author == editor.author;
}

}  // namespace kringwerk::rooms
