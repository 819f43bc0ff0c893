#pragma once

#include "base/result.h"
#include "network/week_calendar.h"

/// Bookings and exceptions in the calendar of a capability. Room is never promised twice: whatever is decided here, no
/// week holds more than its capacity, when the decision sees all that was kept before it (Database::write).
namespace kringwerk::capacity {

/// How far ahead somebody may book.
inline constexpr int kMostWeeksAhead = 104;
/// Days that an option lasts unless said otherwise, and at most.
inline constexpr int kUsualOptionDays = 14;
inline constexpr int kMostOptionDays = 92;
inline constexpr std::size_t kLongestBookingTitle = 160;

/// The capability whose calendar it is, as it is now.
struct CalendarGround {
  const network::Capability& capability;
  const network::WeekCalendar& calendar;
  std::vector<std::int64_t> hubs;  ///< of the capability
  Day today;                       ///< in Brussels
  Instant now;
};

struct BookingDraft {
  std::string title;
  Mass per_week;
  Day from;  ///< any day of the first week
  Day to;    ///< any day of the last week
  network::BookingState state = network::BookingState::agreed;
  std::optional<Day> held_until;                  ///< of an option
  std::optional<std::int64_t> introduction = {};  ///< the agreement it comes from
};
/// Missing to whom the policy does not let book. Conflict when the capability is retired or a draft, or the
/// introduction is booked here already. Rules: capacity.amount_not_positive (kilograms), capacity.weeks_reversed (to),
/// capacity.week_past (from), capacity.week_too_far {weeks} (to), capacity.option_until {days} (held_until),
/// capacity.overbooked {week}{year}{free}{asked} (kilograms) for the first week in which it does not fit, kilograms
/// rounded down.
Result<network::Booking> book_room(const BookingDraft& draft, network::BookingId new_id, const CalendarGround& ground,
                                   const access::Actor& actor);

enum class BookingStep { agree, cancel };
inline constexpr std::array<std::string_view, 2> kBookingStepKeys{"agree", "cancel"};
/// An option becomes an agreement, checked anew because it may have ended; or a booking is let go. Stale when its
/// version is another; Conflict when there is nothing to agree or cancel. Rules: capacity.overbooked.
Result<network::Booking> change_booking(const network::Booking& booking, BookingStep step, std::int64_t seen_version,
                                        const CalendarGround& ground, const access::Actor& actor);

struct ExceptionDraft {
  network::CapacityExceptionKind kind = network::CapacityExceptionKind::closed;
  Day from;
  Day to;
  Mass per_week;  ///< when not closed
  std::string note;
};
/// Rules: capacity.weeks_reversed, capacity.week_past, capacity.week_too_far, capacity.exception_amount {most}
/// (exception_kilograms), capacity.exception_overlaps {week}{year} (exception_from), capacity.room_is_promised
/// {week}{year}{promised} (exception_from).
Result<network::CapacityException> add_exception(const ExceptionDraft& draft, network::CapacityExceptionId new_id,
                                                 const CalendarGround& ground, const access::Actor& actor);
/// The exception that goes. Missing when there is none such. Rules: capacity.room_is_promised.
Result<network::CapacityException> drop_exception(network::CapacityExceptionId id, const CalendarGround& ground,
                                                  const access::Actor& actor);

/// The first week from `from` in which more is promised than there is capacity for; nullopt when there is none.
std::optional<network::WeekRoom> first_overfull(const network::WeekCalendar& calendar, Day from, Day today);

}  // namespace kringwerk::capacity
