#pragma once

#include <map>

#include "network/week_calendar.h"
#include "storage/connection.h"

namespace kringwerk::network {

/// All exceptions and bookings of a capability, by first week; cancelled bookings too.
WeekCalendar load_calendar(storage::Connection& connection, const Capability& capability);
/// The calendars of several capabilities, without what ended before the week of `from`; three queries for all.
std::map<CapabilityId, WeekCalendar> load_calendars(storage::Connection& connection,
                                                    const std::vector<Capability>& capabilities, Day from);

std::optional<Booking> load_booking(storage::Connection& connection, BookingId id);

}  // namespace kringwerk::network
