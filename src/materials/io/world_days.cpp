#include "materials/io/world_days.h"

#include <vector>

#include "materials/io/stream_columns.h"
#include "network/io/list_version.h"

namespace kringwerk::materials {

void move_example_streams(storage::Connection& transaction, std::int64_t days) {
  std::vector<Stream> examples;
  {
    storage::Rows rows = transaction.query(std::string(kSelectStream) +
                                           "WHERE s.is_example = 1 AND s.source_key = 'example' AND s.version = 1");
    while (rows.next()) examples.push_back(read_stream(rows));
  }
  const std::chrono::milliseconds step = std::chrono::days{days};
  for (const Stream& stream : examples) {
    const auto moved = [&](std::optional<Day> day) {
      return day ? std::optional<Day>{plus_days(*day, days)} : std::nullopt;
    };
    const Period available{moved(stream.available.from), moved(stream.available.to)};
    transaction.execute(
        "UPDATE stream SET confirmed_at_ms = confirmed_at_ms + ?2, created_at_ms = created_at_ms + ?2, "
        "available_from_on = ?3, available_to_on = ?4 WHERE stream_id = ?1",
        stream.id, step.count(), available.from, available.to);
    transaction.execute("UPDATE stream_row SET confirmed_at_ms = confirmed_at_ms + ?2 WHERE stream_id = ?1", stream.id,
                        step.count());
    if (available.from) {
      transaction.execute("UPDATE stream_row SET from_on = ?2 WHERE stream_id = ?1", stream.id, *available.from);
    }
    if (available.to) {
      transaction.execute("UPDATE stream_row SET to_on = ?2 WHERE stream_id = ?1", stream.id, *available.to);
    }
  }
  network::raise_list_version(transaction);
}

}  // namespace kringwerk::materials
