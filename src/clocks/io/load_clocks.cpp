#include "clocks/io/load_clocks.h"

#include "text/format.h"

namespace kringwerk::clocks {

Clocks load_clocks(storage::Connection& connection) {
  Clocks clocks = kShippedClocks;
  auto rows = connection.query("SELECT record_type, clock_days, notice_days, grace_days FROM freshness_clock");
  while (rows.next()) {
    if (const auto type = parse_record_type(rows.text(0))) {
      clocks.all[static_cast<std::size_t>(*type)] = {rows.get<int>(1), rows.get<int>(2),
                                                     rows.get<std::optional<int>>(3)};
    }
  }
  return clocks;
}

ClockReading load_clock_reading(storage::Connection& connection, Instant now) {
  return {load_clocks(connection), text::brussels_day(now)};
}

std::optional<Instant> confirmed_since(const ClockReading& reading, RecordType type, Freshness state) {
  const auto last = last_confirmation(reading.clocks.of(type), state, reading.today);
  if (!last) return std::nullopt;
  return text::start_of_brussels_day(plus_days(*last, 1));
}

}  // namespace kringwerk::clocks
