#include "network/week.h"

namespace kringwerk::network {

namespace {

constexpr int kThursday = 3;

}  // namespace

Day monday_of(Day day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{day}};
  return plus_days(day, -static_cast<std::int64_t>((weekday - std::chrono::Monday).count()));
}

IsoWeek iso_week(Day day) {
  const Day thursday = plus_days(monday_of(day), kThursday);
  const Day first = thursday.year() / std::chrono::January / 1;
  return {static_cast<int>(thursday.year()), static_cast<int>(days_between(first, thursday) / kDaysOfWeek) + 1};
}

std::optional<Day> monday_of(IsoWeek week) {
  // The fourth of January is always in week 1.
  const Day first = monday_of(std::chrono::year{week.year} / std::chrono::January / 4);
  const Day monday = plus_days(first, static_cast<std::int64_t>(kDaysOfWeek) * (week.number - 1));
  return iso_week(monday) == week ? std::optional<Day>{monday} : std::nullopt;
}

std::chrono::year_month month_of_week(Day monday) {
  const Day thursday = plus_days(monday, kThursday);
  return thursday.year() / thursday.month();
}

std::vector<Day> weeks_of(std::chrono::year_month month) {
  std::vector<Day> weeks;
  for (Day monday = monday_of(month / 1); weeks.empty() || month_of_week(monday) == month;
       monday = plus_days(monday, kDaysOfWeek)) {
    if (month_of_week(monday) == month) weeks.push_back(monday);
  }
  return weeks;
}

}  // namespace kringwerk::network
