#include "materials/io/load_direct_streams.h"

#include "clocks/io/load_clocks.h"
#include "materials/io/load_streams.h"
#include "materials/io/stream_columns.h"

namespace kringwerk::materials {

std::vector<Stream> load_direct_streams(storage::Connection& connection, const DirectQuestion& question, Instant now) {
  const access::Actor reader = example_reader(question.audience);
  const clocks::ClockReading reading = clocks::load_clock_reading(connection, now);
  const Instant oldest =
      clocks::confirmed_since(reading, clock_of(question.kind), clocks::Freshness::hidden).value_or(Instant{});
  std::vector<Stream> all;
  {
    storage::Rows rows = connection.query(
        std::string(kSelectStream) +
            "WHERE s.resource = ?1 AND s.kind = ?2 AND s.visibility <> 'private' AND s.state IN ('open', 'in_talks', "
            "'partly_agreed') AND s.is_agreed = 0 AND s.confirmed_at_ms >= ?3 ORDER BY s.stream_id",
        key_in(kResourceKeys, question.resource), key_in(kStreamKindKeys, question.kind), oldest);
    while (rows.next()) all.push_back(read_stream(rows));
  }
  std::vector<Stream> seen;
  for (Stream& stream : all) {
    // Whoever is on no hub's staff sees the same whichever hub it belongs to.
    const StreamHubs hubs = question.audience.hubs.empty() ? StreamHubs{} : load_hubs_of(connection, stream);
    if (may_read(reader, stream, hubs)) seen.push_back(as_seen_by(reader, std::move(stream), hubs));
  }
  return seen;
}

}  // namespace kringwerk::materials
