#include "network/week_calendar.h"

#include <algorithm>

namespace kringwerk::network {

namespace {

constexpr int kSteps = 10;

template <class Span>
bool covers(const Span& span, Day monday) {
  return span.from <= monday && monday <= span.to;
}

}  // namespace

bool takes_room(const Booking& booking, Day today) {
  if (booking.state == BookingState::cancelled) return false;
  return booking.state == BookingState::agreed || (booking.held_until && today <= *booking.held_until);
}

WeekRoom room_in(const WeekCalendar& calendar, Day monday, Day today) {
  WeekRoom room;
  room.monday = monday;
  room.capacity = calendar.capacity;
  for (const CapacityException& exception : calendar.exceptions) {
    if (!covers(exception, monday)) continue;
    room.exception = &exception;
    room.capacity = exception.kind == CapacityExceptionKind::closed ? Mass() : exception.per_week;
  }
  room.regular = std::min(calendar.regular, room.capacity);
  for (const Booking& booking : calendar.bookings) {
    if (!covers(booking, monday) || !takes_room(booking, today)) continue;
    Mass& taken = booking.state == BookingState::agreed ? room.agreed : room.optioned;
    taken = taken + booking.per_week;
  }
  room.free = std::max(Mass(), room.capacity - room.regular - room.agreed - room.optioned);
  return room;
}

std::vector<WeekRoom> rooms_from(const WeekCalendar& calendar, Day first, int weeks, Day today) {
  std::vector<WeekRoom> rooms;
  Day monday = monday_of(first);
  for (int i = 0; i < weeks; ++i, monday = plus_days(monday, kDaysOfWeek)) {
    rooms.push_back(room_in(calendar, monday, today));
  }
  return rooms;
}

Mass mean_free(const WeekCalendar& calendar, Day today) {
  Mass sum;
  for (const WeekRoom& room : rooms_from(calendar, today, kMeanWeeks, today)) sum = sum + room.free;
  return std::min(calendar.capacity, Mass::grams(sum.in_grams() / kMeanWeeks));
}

Mass shown_room(Mass room, Mass capacity) {
  const std::int64_t step = capacity.in_grams() / kSteps;
  return step == 0 ? room : Mass::grams(room.in_grams() / step * step);
}

}  // namespace kringwerk::network
