#include "rooms/io/registered_rooms.h"

namespace kringwerk::rooms {

void register_rooms(access::RecordRegistry& registry) {
  using access::ErasureEffect;
  registry.personal.push_back({"room",
                               "room",
                               "room_id",
                               "room.opened_by = :person",
                               {"room_id", "title", "opened_by", "opened_at_ms", "ends_at_ms"},
                               {},
                               ErasureEffect::kept,
                               {}});
  const std::string ended =
      "(SELECT COALESCE(room.closed_at_ms, room.ends_at_ms) FROM room WHERE room.room_id = "
      "room_card.room_id)";
  // Closing takes the names away at once; this is for rooms that ended by themselves.
  registry.retained.push_back({"room_name",
                               "room_card",
                               "card_id",
                               ended,
                               "(writer_name <> '' OR author_hash <> '')",
                               {"UPDATE room_card SET writer_name = '', author_hash = '' WHERE {rows}"}});
  registry.retained.push_back({"room_card", "room_card", "card_id", ended, "", {"DELETE FROM room_card WHERE {rows}"}});
}

}  // namespace kringwerk::rooms
