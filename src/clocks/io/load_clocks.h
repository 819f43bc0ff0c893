#pragma once

#include "clocks/clock.h"
#include "storage/connection.h"

namespace kringwerk::clocks {

Clocks load_clocks(storage::Connection& connection);
/// With the day in Brussels.
ClockReading load_clock_reading(storage::Connection& connection, Instant now);

/// The moment since which a record of this type must have been confirmed not to be `state` or further: the beginning of
/// that day in Brussels. nullopt when none ever is.
std::optional<Instant> confirmed_since(const ClockReading& reading, RecordType type, Freshness state);

}  // namespace kringwerk::clocks
