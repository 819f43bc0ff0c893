#include "rooms/io/save_rooms.h"

namespace kringwerk::rooms {

namespace {

using storage::Connection;

std::optional<std::string> material_of(const Card& card) {
  return card.material.empty() ? std::nullopt : std::optional<std::string>{card.material};
}

void count_up(Connection& transaction, RoomId room) {
  transaction.execute("UPDATE room SET version = version + 1 WHERE room_id = ?1", room);
}

}  // namespace

void insert_room(Connection& transaction, const Room& room) {
  transaction.execute("INSERT INTO room VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", room.id, room.hub,
                      room.name, language_code(room.language), room.code, room.nis.code, room.opened_by, room.opened_at,
                      room.ends_at, room.closed_at, room.version);
}

void close_room_now(Connection& transaction, const Room& closed) {
  transaction.execute("UPDATE room SET closed_at_ms = ?1, version = version + 1 WHERE room_id = ?2", closed.closed_at,
                      closed.id);
  transaction.execute("UPDATE room_card SET writer_name = '', author_hash = '' WHERE room_id = ?1", closed.id);
}

void insert_card(Connection& transaction, const Card& card) {
  transaction.execute(
      "INSERT INTO room_card VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
      card.id, card.room, materials::key_in(materials::kStreamKindKeys, card.kind), card.typed, card.what, card.who,
      card.author, material_of(card), materials::key_in(kMaterialBasisKeys, card.material_basis),
      card.amount.thousandths, materials::key_in(materials::kAmountUnitKeys, card.amount.unit),
      card.amount.mass_per_unit, materials::key_in(materials::kRhythmKeys, card.amount.rhythm), card.nis.code,
      materials::key_in(kPlaceBasisKeys, card.place_basis), card.written_at, card.version);
  count_up(transaction, card.room);
}

bool update_card(Connection& transaction, const Card& card) {
  const auto changed = transaction.execute(
      "UPDATE room_card SET kind = ?1, typed = ?2, what = ?3, material_id = ?4, material_basis = ?5, "
      "amount_thousandths = ?6, unit = ?7, grams_per_unit = ?8, rhythm = ?9, nis = ?10, place_basis = ?11, version = "
      "?12 WHERE card_id = ?13 AND version = ?12 - 1",
      materials::key_in(materials::kStreamKindKeys, card.kind), card.typed, card.what, material_of(card),
      materials::key_in(kMaterialBasisKeys, card.material_basis), card.amount.thousandths,
      materials::key_in(materials::kAmountUnitKeys, card.amount.unit), card.amount.mass_per_unit,
      materials::key_in(materials::kRhythmKeys, card.amount.rhythm), card.nis.code,
      materials::key_in(kPlaceBasisKeys, card.place_basis), card.version, card.id);
  if (changed == 0) return false;
  count_up(transaction, card.room);
  return true;
}

void remove_card(Connection& transaction, const Card& card) {
  transaction.execute("DELETE FROM room_card WHERE card_id = ?1", card.id);
  count_up(transaction, card.room);
}

}  // namespace kringwerk::rooms
