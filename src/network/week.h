#pragma once

#include <optional>
#include <vector>

#include "base/time.h"

/// Weeks of ISO 8601: Monday to Sunday; a week belongs to the year and month of its Thursday. A week is told by its
/// Monday.
namespace kringwerk::network {

inline constexpr int kDaysOfWeek = 7;

Day monday_of(Day day);

struct IsoWeek {
  int year = 0;
  int number = 0;  ///< 1 to 53
  friend bool operator==(const IsoWeek&, const IsoWeek&) = default;
};
IsoWeek iso_week(Day day);

/// The Monday of a week; nullopt when the year has no such week.
std::optional<Day> monday_of(IsoWeek week);

std::chrono::year_month month_of_week(Day monday);
/// Mondays of the weeks that belong to a month, four or five, first one first.
std::vector<Day> weeks_of(std::chrono::year_month month);

}  // namespace kringwerk::network
