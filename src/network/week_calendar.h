#pragma once

#include "access/actor.h"
#include "network/capability.h"
#include "network/week.h"

/// The room of a capability week by week: its capacity, with exceptions, less what is promised.
namespace kringwerk::network {

/// Weeks that the calendar shows.
inline constexpr int kCalendarWeeks = 26;
/// Weeks, this one first, over which the free capacity of a capability is the mean: those that matching looks ahead.
inline constexpr int kMeanWeeks = 13;

struct CapacityExceptionTag;
using CapacityExceptionId = Id<CapacityExceptionTag>;
struct BookingTag;
using BookingId = Id<BookingTag>;

/// closed: no work at all. other: another capacity than usual, such as an extra shift.
enum class CapacityExceptionKind { closed, other };
inline constexpr std::array<std::string_view, 2> kCapacityExceptionKindKeys{"closed", "other"};

struct CapacityException {
  CapacityExceptionId id;
  CapacityExceptionKind kind = CapacityExceptionKind::closed;
  Day from;  ///< Monday of the first week
  Day to;    ///< Monday of the last week
  Mass per_week;
  std::string note;
};

/// An option takes room like an agreement does, until its last day.
enum class BookingState { option, agreed, cancelled };
inline constexpr std::array<std::string_view, 3> kBookingStateKeys{"option", "agreed", "cancelled"};

struct Booking {
  BookingId id;
  CapabilityId capability;
  std::optional<std::int64_t> introduction;  ///< the agreement it comes from
  std::string title;                         ///< who or what, in the workshop's own words
  BookingState state = BookingState::agreed;
  std::optional<Day> held_until;  ///< last day of an option
  Mass per_week;
  Day from;  ///< Monday of the first week
  Day to;    ///< Monday of the last week
  access::PersonId made_by;
  Instant made_at;
  std::int64_t version = 1;
};

/// Whether it takes room on `today`: not when cancelled, nor an option whose last day is over.
bool takes_room(const Booking& booking, Day today);

struct WeekCalendar {
  Mass capacity;
  Mass regular;
  std::vector<CapacityException> exceptions;  ///< that do not overlap
  std::vector<Booking> bookings;
};

/// One week. free = capacity - regular - agreed - optioned, and 0 where that is below it (a capacity made smaller
/// afterwards by an import).
struct WeekRoom {
  Day monday;
  Mass capacity;
  Mass regular;  ///< never above the capacity: what is closed does no regular work
  Mass agreed;
  Mass optioned;
  Mass free;
  const CapacityException* exception = nullptr;  ///< that holds in this week; lives in the calendar
};
WeekRoom room_in(const WeekCalendar& calendar, Day monday, Day today);
/// `weeks` weeks from the week of `first`.
std::vector<WeekRoom> rooms_from(const WeekCalendar& calendar, Day first, int weeks, Day today);

/// Free capacity per week as the mean of kMeanWeeks weeks from this one, rounded down to a gram: what `free_per_week`
/// of a capability is. A mean, because matching adds up a quarter of a year; a minimum would make one closed week hide
/// a workshop for three months.
Mass mean_free(const WeekCalendar& calendar, Day today);

/// Room as others see it: rounded down to a step of 10 % of the usual weekly capacity.
Mass shown_room(Mass room, Mass capacity);

}  // namespace kringwerk::network
