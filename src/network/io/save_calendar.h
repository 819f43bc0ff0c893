#pragma once

#include "network/week_calendar.h"
#include "storage/database.h"

/// In the caller's transaction, which tells the audit trail as well. Each of them works the capability's free capacity
/// out anew; when that changes, matching hears of it.
namespace kringwerk::network {

/// The capability whose calendar changes, and the day in Brussels.
struct CalendarChange {
  CapabilityId capability;
  Day today;
};

void insert_booking(storage::Connection& transaction, const CalendarChange& change, const Booking& booking);
/// State, last day of an option and version of a booking whose version was `booking.version - 1`; false when somebody
/// else was first.
bool update_booking(storage::Connection& transaction, const CalendarChange& change, const Booking& booking);
void insert_exception(storage::Connection& transaction, const CalendarChange& change,
                      const CapacityException& exception);
void remove_exception(storage::Connection& transaction, const CalendarChange& change, CapacityExceptionId id);

/// Makes the free capacity equal to the calendar's mean as of that day.
void refresh_free_capacity(storage::Connection& transaction, const CalendarChange& change);
/// All whose free capacity is of another day, since weeks begin and options end by themselves. Answers how many had
/// another one. Any number of processes may do it.
std::int64_t refresh_free_capacities(storage::Database& database, Day today);

}  // namespace kringwerk::network
