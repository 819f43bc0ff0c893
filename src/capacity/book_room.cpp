#include "capacity/book_room.h"

#include <algorithm>

namespace kringwerk::capacity {

namespace {

using network::Booking;
using network::BookingState;
using network::CapabilityState;
using network::CapacityException;
using network::CapacityExceptionKind;
using network::WeekCalendar;
using network::WeekRoom;

bool may_book(const access::Actor& actor, const CalendarGround& ground) {
  const auto facts = network::facts_of(ground.capability, ground.hubs);
  return access::may(actor, access::Action::read, facts) &&
         access::may(actor, access::Action::update, facts, network::kBookingFields);
}

bool takes_bookings(const network::Capability& capability) {
  return capability.state == CapabilityState::open || capability.state == CapabilityState::paused;
}

Mass promised_in(const WeekRoom& room) {
  return room.regular + room.agreed + room.optioned;
}

std::int64_t whole_kilograms(Mass mass) {
  constexpr std::int64_t kGrams = 1000;
  return mass.in_grams() / kGrams;
}

/// {week} and {year}; the year is a name, not an amount.
std::vector<Fact> week_facts(Day monday) {
  const network::IsoWeek week = network::iso_week(monday);
  return {{"week", std::int64_t{week.number}}, {"year", std::to_string(week.year)}};
}

struct WeekFields {
  std::string from;
  std::string to;
};

Violations check_weeks(Day from, Day to, Day today, const WeekFields& fields) {
  Violations found;
  if (network::monday_of(to) < network::monday_of(from)) found.push_back({"capacity.weeks_reversed", fields.to, {}});
  if (network::monday_of(from) < network::monday_of(today)) found.push_back({"capacity.week_past", fields.from, {}});
  if (days_between(today, to) > std::int64_t{kMostWeeksAhead} * network::kDaysOfWeek) {
    found.push_back({"capacity.week_too_far", fields.to, {{"weeks", std::int64_t{kMostWeeksAhead}}}});
  }
  return found;
}

/// What stands against `booking` beside all others of the calendar.
Violations check_fit(const Booking& booking, const CalendarGround& ground) {
  WeekCalendar with = ground.calendar;
  std::erase_if(with.bookings, [&](const Booking& other) { return other.id == booking.id; });
  const WeekCalendar without = with;
  with.bookings.push_back(booking);
  for (Day monday = std::max(booking.from, network::monday_of(ground.today)); monday <= booking.to;
       monday = plus_days(monday, network::kDaysOfWeek)) {
    const WeekRoom room = network::room_in(with, monday, ground.today);
    if (promised_in(room) <= room.capacity) continue;
    auto facts = week_facts(monday);
    facts.push_back({"free", whole_kilograms(network::room_in(without, monday, ground.today).free)});
    facts.push_back({"asked", booking.per_week.in_kilograms()});
    return {{"capacity.overbooked", "kilograms", std::move(facts)}};
  }
  return {};
}

bool is_booked_already(const CalendarGround& ground, const std::optional<std::int64_t>& introduction) {
  return introduction &&
         std::any_of(ground.calendar.bookings.begin(), ground.calendar.bookings.end(), [&](const Booking& booking) {
           return booking.introduction == introduction && booking.state != BookingState::cancelled;
         });
}

Violations check_held_until(const BookingDraft& draft, Day today) {
  if (draft.state != BookingState::option) return {};
  const bool is_good =
      draft.held_until && today <= *draft.held_until && days_between(today, *draft.held_until) <= kMostOptionDays;
  if (is_good) return {};
  return {{"capacity.option_until", "held_until", {{"days", std::int64_t{kMostOptionDays}}}}};
}

Violations check_promises(const WeekCalendar& changed, const CalendarGround& ground) {
  const auto overfull = first_overfull(changed, ground.today, ground.today);
  if (!overfull) return {};
  auto facts = week_facts(overfull->monday);
  facts.push_back({"promised", promised_in(*overfull).in_kilograms()});
  return {{"capacity.room_is_promised", "exception_from", std::move(facts)}};
}

}  // namespace

std::optional<WeekRoom> first_overfull(const WeekCalendar& calendar, Day from, Day today) {
  Day last = network::monday_of(from);
  for (const Booking& booking : calendar.bookings) last = std::max(last, booking.to);
  for (Day monday = network::monday_of(from); monday <= last; monday = plus_days(monday, network::kDaysOfWeek)) {
    const WeekRoom room = network::room_in(calendar, monday, today);
    if (promised_in(room) > room.capacity) return room;
  }
  return std::nullopt;
}

Result<Booking> book_room(const BookingDraft& draft, network::BookingId new_id, const CalendarGround& ground,
                          const access::Actor& actor) {
  if (!may_book(actor, ground)) return Missing{};
  if (!takes_bookings(ground.capability) || is_booked_already(ground, draft.introduction)) return Conflict{};
  Violations found = check_weeks(draft.from, draft.to, ground.today, {"from", "to"});
  if (draft.per_week <= Mass()) found.push_back({"capacity.amount_not_positive", "kilograms", {}});
  append(found, check_held_until(draft, ground.today));
  Booking booking;
  booking.id = new_id;
  booking.capability = ground.capability.id;
  booking.introduction = draft.introduction;
  booking.title = draft.title;
  booking.state = draft.state;
  if (draft.state == BookingState::option) booking.held_until = draft.held_until;
  booking.per_week = draft.per_week;
  booking.from = network::monday_of(draft.from);
  booking.to = network::monday_of(draft.to);
  booking.made_by = actor.person;
  booking.made_at = ground.now;
  if (found.empty()) found = check_fit(booking, ground);
  if (!found.empty()) return Invalid{std::move(found)};
  return booking;
}

Result<Booking> change_booking(const Booking& booking, BookingStep step, std::int64_t seen_version,
                               const CalendarGround& ground, const access::Actor& actor) {
  if (!may_book(actor, ground)) return Missing{};
  if (booking.version != seen_version) return Stale{};
  Booking changed = booking;
  ++changed.version;
  if (step == BookingStep::cancel) {
    if (booking.state == BookingState::cancelled) return Conflict{};
    changed.state = BookingState::cancelled;
    return changed;
  }
  if (booking.state != BookingState::option) return Conflict{};
  changed.state = BookingState::agreed;
  changed.held_until = std::nullopt;
  if (Violations found = check_fit(changed, ground); !found.empty()) return Invalid{std::move(found)};
  return changed;
}

Result<CapacityException> add_exception(const ExceptionDraft& draft, network::CapacityExceptionId new_id,
                                        const CalendarGround& ground, const access::Actor& actor) {
  constexpr std::int64_t kMostTimes = 10;
  if (!may_book(actor, ground)) return Missing{};
  if (!takes_bookings(ground.capability)) return Conflict{};
  Violations found = check_weeks(draft.from, draft.to, ground.today, {"exception_from", "exception_to"});
  const Mass most = Mass::grams(ground.capability.capacity_per_week.in_grams() * kMostTimes);
  const bool is_closed = draft.kind == CapacityExceptionKind::closed;
  if (!is_closed && (draft.per_week <= Mass() || draft.per_week > most)) {
    found.push_back({"capacity.exception_amount", "exception_kilograms", {{"most", most.in_kilograms()}}});
  }
  const CapacityException exception{new_id,
                                    draft.kind,
                                    network::monday_of(draft.from),
                                    network::monday_of(draft.to),
                                    is_closed ? Mass() : draft.per_week,
                                    draft.note};
  for (const CapacityException& other : ground.calendar.exceptions) {
    if (other.to < exception.from || exception.to < other.from) continue;
    found.push_back(
        {"capacity.exception_overlaps", "exception_from", week_facts(std::max(other.from, exception.from))});
    break;
  }
  if (found.empty()) {
    WeekCalendar changed = ground.calendar;
    changed.exceptions.push_back(exception);
    found = check_promises(changed, ground);
  }
  if (!found.empty()) return Invalid{std::move(found)};
  return exception;
}

Result<CapacityException> drop_exception(network::CapacityExceptionId id, const CalendarGround& ground,
                                         const access::Actor& actor) {
  if (!may_book(actor, ground)) return Missing{};
  WeekCalendar changed = ground.calendar;
  const auto found = std::find_if(changed.exceptions.begin(), changed.exceptions.end(),
                                  [&](const CapacityException& exception) { return exception.id == id; });
  if (found == changed.exceptions.end()) return Missing{};
  const CapacityException dropped = *found;
  changed.exceptions.erase(found);
  if (Violations against = check_promises(changed, ground); !against.empty()) return Invalid{std::move(against)};
  return dropped;
}

}  // namespace kringwerk::capacity
