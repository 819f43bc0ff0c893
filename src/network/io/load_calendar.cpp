#include "network/io/load_calendar.h"

#include <algorithm>

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

constexpr std::string_view kExceptionColumns =
    "SELECT capability_id, exception_id, kind, from_on, to_on, grams_per_week, note FROM capability_exception";
constexpr std::string_view kBookingColumns =
    "SELECT capability_id, booking_id, introduction_id, title, state, held_until_on, grams_per_week, from_on, to_on, "
    "made_by, made_at_ms, version FROM capability_booking";

template <class Enum, std::size_t N>
Enum read_word(const std::array<std::string_view, N>& keys, std::string_view key) {
  return static_cast<Enum>(std::find(keys.begin(), keys.end(), key) - keys.begin());
}

CapacityException read_exception(const Rows& rows) {
  return {rows.get<CapacityExceptionId>(1),
          read_word<CapacityExceptionKind>(kCapacityExceptionKindKeys, rows.text(2)),
          rows.get<Day>(3),
          rows.get<Day>(4),
          rows.get<Mass>(5),
          rows.get<std::string>(6)};
}

Booking read_booking(const Rows& rows) {
  Booking booking;
  booking.capability = rows.get<CapabilityId>(0);
  booking.id = rows.get<BookingId>(1);
  booking.introduction = rows.get<std::optional<std::int64_t>>(2);
  booking.title = rows.get<std::string>(3);
  booking.state = read_word<BookingState>(kBookingStateKeys, rows.text(4));
  booking.held_until = rows.get<std::optional<Day>>(5);
  booking.per_week = rows.get<Mass>(6);
  booking.from = rows.get<Day>(7);
  booking.to = rows.get<Day>(8);
  booking.made_by = rows.get<std::optional<access::PersonId>>(9).value_or(access::PersonId{});
  booking.made_at = rows.get<Instant>(10);
  booking.version = rows.int64(11);
  return booking;
}

void collect_calendar_rows(std::map<CapabilityId, WeekCalendar>& calendars, Rows exceptions, Rows bookings) {
  while (exceptions.next()) {
    const auto found = calendars.find(exceptions.get<CapabilityId>(0));
    if (found != calendars.end()) found->second.exceptions.push_back(read_exception(exceptions));
  }
  while (bookings.next()) {
    const auto found = calendars.find(bookings.get<CapabilityId>(0));
    if (found != calendars.end()) found->second.bookings.push_back(read_booking(bookings));
  }
}

}  // namespace

WeekCalendar load_calendar(Connection& connection, const Capability& capability) {
  std::map<CapabilityId, WeekCalendar> calendars;
  calendars[capability.id] = {capability.capacity_per_week, capability.regular_per_week, {}, {}};
  collect_calendar_rows(
      calendars,
      connection.query(std::string(kExceptionColumns) + " WHERE capability_id = ?1 ORDER BY from_on", capability.id),
      connection.query(std::string(kBookingColumns) + " WHERE capability_id = ?1 ORDER BY from_on, booking_id",
                       capability.id));
  return std::move(calendars.begin()->second);
}

std::map<CapabilityId, WeekCalendar> load_calendars(Connection& connection, const std::vector<Capability>& capabilities,
                                                    Day from) {
  std::map<CapabilityId, WeekCalendar> calendars;
  for (const Capability& capability : capabilities) {
    calendars[capability.id] = {capability.capacity_per_week, capability.regular_per_week, {}, {}};
  }
  const Day monday = monday_of(from);
  collect_calendar_rows(
      calendars, connection.query(std::string(kExceptionColumns) + " WHERE to_on >= ?1 ORDER BY from_on", monday),
      connection.query(std::string(kBookingColumns) + " WHERE to_on >= ?1 AND state <> 'cancelled' ORDER BY from_on",
                       monday));
  return calendars;
}

std::optional<Booking> load_booking(Connection& connection, BookingId id) {
  Rows rows = connection.query(std::string(kBookingColumns) + " WHERE booking_id = ?1", id);
  return rows.next() ? std::optional<Booking>{read_booking(rows)} : std::nullopt;
}

}  // namespace kringwerk::network
