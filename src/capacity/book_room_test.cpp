#include "capacity/book_room.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace kringwerk;
using namespace kringwerk::capacity;
using network::Booking;
using network::BookingState;
using network::CapacityExceptionKind;

namespace {

const Day kToday = std::chrono::year{2026} / 11 / 22;
const Instant kNow = instant_from_ms(1'795'255'445'000);

access::Actor worker_of(std::int64_t organisation) {
  access::Actor actor;
  actor.kind = access::ActorKind::person;
  actor.person = access::PersonId{51};
  actor.roles = {{access::Role::organisation_user, {access::ScopeKind::organisation, organisation}}};
  return actor;
}

/// 1,000 kg a week, 300 of them regular work.
struct Bench {
  network::Capability capability;
  network::WeekCalendar calendar{Mass::kilograms(1000), Mass::kilograms(300), {}, {}};
  std::int64_t last_id = 0;

  Bench() {
    capability.id = network::CapabilityId{1};
    capability.organisation = network::OrganisationId{5};
    capability.capacity_per_week = Mass::kilograms(1000);
    capability.regular_per_week = Mass::kilograms(300);
  }
  CalendarGround ground() const { return {capability, calendar, {8}, kToday, kNow}; }
  Result<Booking> book(std::int64_t kilograms, int first_week, int weeks = 1,
                       BookingState state = BookingState::agreed) {
    BookingDraft draft;
    draft.title = "Iemand";
    draft.per_week = Mass::kilograms(kilograms);
    draft.from = plus_days(kToday, std::int64_t{first_week} * 7);
    draft.to = plus_days(draft.from, std::int64_t{weeks - 1} * 7);
    draft.state = state;
    if (state == BookingState::option) draft.held_until = plus_days(kToday, 10);
    auto booked = book_room(draft, network::BookingId{++last_id}, ground(), worker_of(5));
    if (booked) calendar.bookings.push_back(*booked);
    return booked;
  }
};

const Violation& only_finding(const Refusal& refusal) {
  const auto& invalid = std::get<Invalid>(refusal);
  REQUIRE(invalid.violations.size() == 1);
  return invalid.violations.front();
}

}  // namespace

TEST_CASE("overbooking is refused with the first week in which it does not fit and what is free there") {
  Bench bench;
  REQUIRE(bench.book(400, 2));
  const auto refused = bench.book(500, 1, 3);
  REQUIRE_FALSE(refused);
  const Violation& found = only_finding(refused.error());
  CHECK(found.rule == "capacity.overbooked");
  CHECK(found.field == "kilograms");
  CHECK(found.facts ==
        std::vector<Fact>{
            {"week", std::int64_t{49}}, {"year", "2026"}, {"free", std::int64_t{300}}, {"asked", std::int64_t{500}}});
  CHECK(bench.book(300, 1, 3));
  CHECK_FALSE(bench.book(1, 2));
}

TEST_CASE("who is let near the calendar, and when it takes bookings") {
  Bench bench;
  BookingDraft draft{"x", Mass::kilograms(1), kToday, kToday, BookingState::agreed, {}, {}};
  const auto book_as = [&](const access::Actor& actor) {
    return book_room(draft, network::BookingId{9}, bench.ground(), actor);
  };
  CHECK(std::holds_alternative<Missing>(book_as(worker_of(6)).error()));
  CHECK(std::holds_alternative<Missing>(book_as({}).error()));
  bench.capability.state = network::CapabilityState::retired;
  CHECK(std::holds_alternative<Conflict>(book_as(worker_of(5)).error()));
  bench.capability.state = network::CapabilityState::paused;
  CHECK(book_as(worker_of(5)));
}

TEST_CASE("bookings: fields that are no good") {
  struct Row {
    std::int64_t kilograms;
    int first;
    int weeks;
    const char* rule;
  };
  for (const Row& row : {Row{0, 1, 1, "capacity.amount_not_positive"}, Row{1, -1, 2, "capacity.week_past"},
                         Row{1, 2, 0, "capacity.weeks_reversed"}, Row{1, 100, 6, "capacity.week_too_far"}}) {
    Bench bench;
    const auto refused = bench.book(row.kilograms, row.first, row.weeks);
    REQUIRE_FALSE(refused);
    CHECK(only_finding(refused.error()).rule == row.rule);
  }
}

TEST_CASE("an introduction is booked once") {
  Bench bench;
  BookingDraft draft{"x", Mass::kilograms(1), kToday, kToday, BookingState::agreed, {}, 77};
  const auto book = [&] { return book_room(draft, network::BookingId{9}, bench.ground(), worker_of(5)); };
  const auto first = book();
  REQUIRE(first);
  bench.calendar.bookings.push_back(*first);
  CHECK(std::holds_alternative<Conflict>(book().error()));
  bench.calendar.bookings.back().state = BookingState::cancelled;
  CHECK(book());
}

TEST_CASE("an option takes room until its last day and is checked anew when it becomes firm") {
  Bench bench;
  const auto option = bench.book(700, 1, 1, BookingState::option);
  REQUIRE(option);
  CHECK_FALSE(bench.book(1, 1));
  // It ends by itself; somebody else takes the room.
  bench.calendar.bookings.back().held_until = plus_days(kToday, -1);
  REQUIRE(bench.book(200, 1));
  const auto late =
      change_booking(bench.calendar.bookings.front(), BookingStep::agree, 1, bench.ground(), worker_of(5));
  CHECK(only_finding(late.error()).rule == "capacity.overbooked");
  const auto stale = change_booking(*option, BookingStep::cancel, 2, bench.ground(), worker_of(5));
  CHECK(std::holds_alternative<Stale>(stale.error()));
  const auto cancelled = change_booking(*option, BookingStep::cancel, 1, bench.ground(), worker_of(5));
  REQUIRE(cancelled);
  CHECK(cancelled->version == 2);
  CHECK(std::holds_alternative<Conflict>(
      change_booking(*cancelled, BookingStep::agree, 2, bench.ground(), worker_of(5)).error()));
}

TEST_CASE("a week is not closed over what was promised, nor made ordinary again") {
  Bench bench;
  const Day week = plus_days(kToday, 14);
  const auto add = [&](CapacityExceptionKind kind, std::int64_t kilograms) {
    auto added = add_exception({kind, week, week, Mass::kilograms(kilograms), ""},
                               network::CapacityExceptionId{++bench.last_id}, bench.ground(), worker_of(5));
    if (added) bench.calendar.exceptions.push_back(*added);
    return added;
  };
  REQUIRE(add(CapacityExceptionKind::other, 2000));
  CHECK(only_finding(add(CapacityExceptionKind::closed, 0).error()).rule == "capacity.exception_overlaps");
  REQUIRE(bench.book(1500, 2));
  const auto id = bench.calendar.exceptions.front().id;
  CHECK(only_finding(drop_exception(id, bench.ground(), worker_of(5)).error()).rule == "capacity.room_is_promised");
  bench.calendar.exceptions.clear();
  bench.calendar.bookings.front().per_week = Mass::kilograms(1);
  CHECK(only_finding(add(CapacityExceptionKind::closed, 0).error()).rule == "capacity.room_is_promised");
  CHECK(only_finding(add(CapacityExceptionKind::other, 0).error()).rule == "capacity.exception_amount");
}

TEST_CASE("whatever is asked, no week is promised more than its capacity") {
  CHECK(rc::check([] {
    Bench bench;
    for (int i = 0; i < 25; ++i) {
      const int deed = *rc::gen::inRange(0, 5);
      const int first = *rc::gen::inRange(0, 8);
      const int weeks = *rc::gen::inRange(1, 5);
      if (deed < 3) {
        (void)bench.book(*rc::gen::inRange(1, 900), first, weeks,
                         deed == 2 ? BookingState::option : BookingState::agreed);
      } else if (deed == 3 && !bench.calendar.bookings.empty()) {
        const auto at =
            static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(bench.calendar.bookings.size())));
        Booking& booking = bench.calendar.bookings[at];
        const auto step = *rc::gen::element(BookingStep::agree, BookingStep::cancel);
        if (const auto changed = change_booking(booking, step, booking.version, bench.ground(), worker_of(5)))
          booking = *changed;
      } else if (deed == 4) {
        const Day from = plus_days(kToday, std::int64_t{first} * 7);
        const auto kind = *rc::gen::element(CapacityExceptionKind::closed, CapacityExceptionKind::other);
        const auto added = add_exception(
            {kind, from, plus_days(from, std::int64_t{weeks - 1} * 7), Mass::kilograms(*rc::gen::inRange(1, 2000)), ""},
            network::CapacityExceptionId{++bench.last_id}, bench.ground(), worker_of(5));
        if (added) bench.calendar.exceptions.push_back(*added);
      }
      RC_ASSERT(!first_overfull(bench.calendar, kToday, kToday));
    }
  }));
}
