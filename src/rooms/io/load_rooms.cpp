#include "rooms/io/load_rooms.h"

#include <algorithm>

#include "base/ensure.h"

namespace kringwerk::rooms {

namespace {

using storage::Connection;
using storage::Rows;

constexpr int kMostRooms = 100;
constexpr std::string_view kRoomColumns =
    "SELECT room_id, hub_id, title, language, join_code, nis, opened_by, opened_at_ms, ends_at_ms, closed_at_ms, "
    "version "
    "FROM room ";
constexpr std::string_view kCardColumns =
    "SELECT card_id, room_id, kind, typed, what, writer_name, author_hash, material_id, material_basis, "
    "amount_thousandths, unit, grams_per_unit, rhythm, nis, place_basis, written_at_ms, version FROM room_card ";

template <class Enum, std::size_t N>
Enum stored(const std::array<std::string_view, N>& keys, std::string_view key) {
  const auto value = materials::value_in<Enum>(keys, key);
  ensure(value.has_value(), "the store keeps known words only");
  return *value;
}

Room read_room(const Rows& rows) {
  Room room;
  room.id = rows.get<RoomId>(0);
  room.hub = rows.get<network::HubId>(1);
  room.name = rows.get<std::string>(2);
  room.language = parse_language(rows.text(3)).value();
  room.code = rows.get<std::string>(4);
  room.nis = network::Nis{rows.get<std::string>(5)};
  room.opened_by = rows.get<access::PersonId>(6);
  room.opened_at = rows.get<Instant>(7);
  room.ends_at = rows.get<Instant>(8);
  room.closed_at = rows.get<std::optional<Instant>>(9);
  room.version = rows.int64(10);
  return room;
}

Card read_card(const Rows& rows) {
  Card card;
  card.id = rows.get<CardId>(0);
  card.room = rows.get<RoomId>(1);
  card.kind = stored<materials::StreamKind>(materials::kStreamKindKeys, rows.text(2));
  card.typed = rows.get<std::string>(3);
  card.what = rows.get<std::string>(4);
  card.who = rows.get<std::string>(5);
  card.author = rows.get<std::string>(6);
  card.material = rows.get<std::optional<std::string>>(7).value_or("");
  card.material_basis = stored<MaterialBasis>(kMaterialBasisKeys, rows.text(8));
  card.amount.thousandths = rows.get<std::optional<std::int64_t>>(9);
  card.amount.unit = stored<materials::AmountUnit>(materials::kAmountUnitKeys, rows.text(10));
  card.amount.mass_per_unit = rows.get<std::optional<Mass>>(11);
  card.amount.quality =
      card.amount.thousandths ? materials::AmountQuality::estimated : materials::AmountQuality::unknown;
  card.amount.rhythm = stored<materials::Rhythm>(materials::kRhythmKeys, rows.text(12));
  card.nis = network::Nis{rows.get<std::string>(13)};
  card.place_basis = stored<PlaceBasis>(kPlaceBasisKeys, rows.text(14));
  card.written_at = rows.get<Instant>(15);
  card.version = rows.int64(16);
  return card;
}

template <class Record, class Read>
std::vector<Record> collect(Rows rows, Read read) {
  std::vector<Record> records;
  while (rows.next()) records.push_back(read(rows));
  return records;
}

template <class Record>
std::optional<Record> first_of(std::vector<Record> records) {
  return records.empty() ? std::nullopt : std::optional<Record>{std::move(records.front())};
}

}  // namespace

std::optional<Room> load_room(Connection& connection, RoomId id) {
  return first_of(collect<Room>(connection.query(std::string(kRoomColumns) + "WHERE room_id = ?1", id), read_room));
}

std::optional<Room> load_open_room(Connection& connection, std::string_view code, Instant now) {
  return first_of(collect<Room>(
      connection.query(std::string(kRoomColumns) + "WHERE join_code = ?1 AND closed_at_ms IS NULL AND ends_at_ms > ?2",
                       code, now),
      read_room));
}

std::vector<Room> load_rooms_of(Connection& connection, const std::vector<std::int64_t>& hubs) {
  std::vector<Room> rooms;
  for (const std::int64_t hub : hubs) {
    for (Room& room :
         collect<Room>(connection.query(std::string(kRoomColumns) +
                                            "WHERE hub_id = ?1 ORDER BY opened_at_ms DESC, room_id DESC LIMIT ?2",
                                        hub, kMostRooms),
                       read_room)) {
      rooms.push_back(std::move(room));
    }
  }
  std::stable_sort(rooms.begin(), rooms.end(), [](const Room& a, const Room& b) { return a.opened_at > b.opened_at; });
  if (rooms.size() > kMostRooms) rooms.resize(kMostRooms);
  return rooms;
}

std::vector<Card> load_cards(Connection& connection, RoomId room) {
  return collect<Card>(
      connection.query(std::string(kCardColumns) + "WHERE room_id = ?1 ORDER BY written_at_ms, card_id", room),
      read_card);
}

std::optional<Card> load_card(Connection& connection, CardId id) {
  return first_of(collect<Card>(connection.query(std::string(kCardColumns) + "WHERE card_id = ?1", id), read_card));
}

RoomLoad load_load(Connection& connection, RoomId room, std::string_view author, Instant now) {
  Rows rows = connection.query(
      "SELECT COUNT(*), COUNT(CASE WHEN written_at_ms > ?2 THEN 1 END), "
      "COUNT(CASE WHEN written_at_ms > ?2 AND author_hash = ?3 THEN 1 END) FROM room_card WHERE room_id = ?1",
      room, now - std::chrono::minutes{1}, author);
  rows.next();
  return {rows.get<int>(0), rows.get<int>(1), rows.get<int>(2)};
}

}  // namespace kringwerk::rooms
