#include "network/io/save_calendar.h"

#include "network/io/list_version.h"
#include "network/io/load_calendar.h"
#include "network/io/load_organisations.h"

namespace kringwerk::network {

namespace {

using storage::Connection;

std::string_view key_of(BookingState state) {
  return kBookingStateKeys.at(static_cast<std::size_t>(state));
}

/// True when the free capacity is another one now.
bool keep_free_capacity(Connection& transaction, const Capability& capability, const WeekCalendar& calendar,
                        Day today) {
  const Mass free = mean_free(calendar, today);
  transaction.execute("UPDATE capability SET free_grams_per_week = ?2, free_as_of_on = ?3 WHERE capability_id = ?1",
                      capability.id, free, day_text(today));
  return free != capability.free_per_week;
}

bool is_any_of_another_day(Connection& connection, Day today) {
  return connection.query("SELECT 1 FROM capability WHERE free_as_of_on <> ?1 LIMIT 1", day_text(today)).next();
}

}  // namespace

void insert_booking(Connection& transaction, const CalendarChange& change, const Booking& booking) {
  transaction.execute(
      "INSERT INTO capability_booking (booking_id, capability_id, introduction_id, title, state, held_until_on, "
      "grams_per_week, from_on, to_on, made_by, made_at_ms, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
      "?11, ?12)",
      booking.id, change.capability, booking.introduction, booking.title, key_of(booking.state), booking.held_until,
      booking.per_week, booking.from, booking.to, booking.made_by, booking.made_at, booking.version);
  refresh_free_capacity(transaction, change);
}

bool update_booking(Connection& transaction, const CalendarChange& change, const Booking& booking) {
  const auto changed = transaction.execute(
      "UPDATE capability_booking SET state = ?2, held_until_on = ?3, version = ?4 WHERE booking_id = ?1 AND version = "
      "?4 - 1",
      booking.id, key_of(booking.state), booking.held_until, booking.version);
  if (changed == 0) return false;
  refresh_free_capacity(transaction, change);
  return true;
}

void insert_exception(Connection& transaction, const CalendarChange& change, const CapacityException& exception) {
  transaction.execute(
      "INSERT INTO capability_exception (exception_id, capability_id, kind, from_on, to_on, grams_per_week, note) "
      "VALUES "
      "(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      exception.id, change.capability, kCapacityExceptionKindKeys.at(static_cast<std::size_t>(exception.kind)),
      exception.from, exception.to, exception.per_week, exception.note);
  refresh_free_capacity(transaction, change);
}

void remove_exception(Connection& transaction, const CalendarChange& change, CapacityExceptionId id) {
  transaction.execute("DELETE FROM capability_exception WHERE exception_id = ?1 AND capability_id = ?2", id,
                      change.capability);
  refresh_free_capacity(transaction, change);
}

void refresh_free_capacity(Connection& transaction, const CalendarChange& change) {
  const auto capability = load_capability(transaction, change.capability);
  if (!capability) return;
  if (keep_free_capacity(transaction, *capability, load_calendar(transaction, *capability), change.today)) {
    raise_list_version(transaction);
  }
}

std::int64_t refresh_free_capacities(storage::Database& database, Day today) {
  const bool is_due = database.read([&](Connection& connection) { return is_any_of_another_day(connection, today); });
  if (!is_due) return 0;
  return database.write([&](Connection& transaction) {
    std::int64_t changed = 0;
    if (!is_any_of_another_day(transaction, today)) return changed;
    const auto capabilities = load_capabilities(transaction);
    const auto calendars = load_calendars(transaction, capabilities, today);
    for (const Capability& capability : capabilities) {
      if (keep_free_capacity(transaction, capability, calendars.at(capability.id), today)) ++changed;
    }
    if (changed > 0) raise_list_version(transaction);
    return changed;
  });
}

}  // namespace kringwerk::network
