#include "network/week_calendar.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace kringwerk;
using namespace kringwerk::network;

namespace {

Day on(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

const Day kToday = on(2026, 11, 22);  // Sunday of week 47

Booking booked(std::int64_t kilograms, Day from, Day to, BookingState state = BookingState::agreed) {
  Booking booking;
  booking.state = state;
  booking.per_week = Mass::kilograms(kilograms);
  booking.from = from;
  booking.to = to;
  return booking;
}

}  // namespace

TEST_CASE("ISO weeks around new year") {
  struct Row {
    Day day;
    IsoWeek week;
    Day monday;
  };
  for (const Row& row :
       {Row{on(2026, 11, 22), {2026, 47}, on(2026, 11, 16)}, Row{on(2027, 1, 3), {2026, 53}, on(2026, 12, 28)},
        Row{on(2027, 1, 4), {2027, 1}, on(2027, 1, 4)}, Row{on(2024, 12, 31), {2025, 1}, on(2024, 12, 30)},
        Row{on(2021, 1, 1), {2020, 53}, on(2020, 12, 28)}}) {
    CHECK(iso_week(row.day) == row.week);
    CHECK(monday_of(row.day) == row.monday);
    CHECK(monday_of(row.week) == row.monday);
  }
  CHECK_FALSE(monday_of(IsoWeek{2027, 53}));
}

TEST_CASE("a week belongs to the month of its Thursday") {
  const auto march = weeks_of(std::chrono::year{2027} / std::chrono::March);
  REQUIRE(march.size() == 4);
  CHECK(march.front() == on(2027, 3, 1));
  CHECK(weeks_of(std::chrono::year{2026} / std::chrono::December).size() == 5);
}

TEST_CASE("all weeks of a year's months are each of one month") {
  CHECK(rc::check([] {
    const auto year = std::chrono::year{*rc::gen::inRange(2020, 2060)};
    Day expected = weeks_of(year / std::chrono::January).front();
    for (unsigned month = 1; month <= 12; ++month) {
      for (const Day monday : weeks_of(year / std::chrono::month{month})) {
        RC_ASSERT(monday == expected);
        expected = plus_days(expected, 7);
      }
    }
    RC_ASSERT(expected == weeks_of((year + std::chrono::years{1}) / std::chrono::January).front());
  }));
}

TEST_CASE("room of a week: what holds of capacity, regular work, bookings and exceptions") {
  const Day monday = on(2026, 12, 7);
  WeekCalendar calendar{Mass::kilograms(1000), Mass::kilograms(300), {}, {}};
  const auto free_in = [&](Day week) { return room_in(calendar, week, kToday).free.in_kilograms(); };
  CHECK(free_in(monday) == 700);
  calendar.bookings = {booked(200, monday, on(2026, 12, 14)), booked(100, monday, monday, BookingState::cancelled)};
  CHECK(free_in(monday) == 500);
  CHECK(free_in(on(2026, 12, 14)) == 500);
  CHECK(free_in(on(2026, 12, 21)) == 700);
  Booking option = booked(100, monday, monday, BookingState::option);
  option.held_until = kToday;
  calendar.bookings.push_back(option);
  CHECK(free_in(monday) == 400);
  calendar.bookings.back().held_until = plus_days(kToday, -1);
  CHECK(free_in(monday) == 500);
  calendar.exceptions = {
      {CapacityExceptionId{1}, CapacityExceptionKind::other, monday, monday, Mass::kilograms(1600), ""},
      {CapacityExceptionId{2}, CapacityExceptionKind::closed, on(2026, 12, 21), on(2026, 12, 28), {}, ""}};
  CHECK(free_in(monday) == 1100);
  CHECK(free_in(on(2026, 12, 28)) == 0);
  CHECK(room_in(calendar, on(2026, 12, 28), kToday).regular == Mass());
  // A capacity that was made smaller afterwards: nothing is free, and never less than nothing.
  calendar.capacity = Mass::kilograms(400);
  CHECK(free_in(on(2026, 12, 14)) == 0);
}

TEST_CASE("the mean of thirteen weeks is what matching counts with; others see steps of a tenth") {
  WeekCalendar calendar{Mass::kilograms(1300), {}, {}, {}};
  CHECK(mean_free(calendar, kToday) == Mass::kilograms(1300));
  calendar.bookings = {booked(1300, on(2026, 11, 23), on(2026, 11, 23))};
  CHECK(mean_free(calendar, kToday) == Mass::kilograms(1200));
  calendar.bookings = {booked(1300, on(2027, 3, 1), on(2027, 3, 1))};
  CHECK(mean_free(calendar, kToday) == Mass::kilograms(1300));
  CHECK(shown_room(Mass::kilograms(1299), Mass::kilograms(1300)) == Mass::kilograms(1170));
  CHECK(shown_room(Mass::grams(7), Mass::grams(9)) == Mass::grams(7));
}
