#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"

namespace kringwerk::exchange {

/// A day as people in Belgium type it: 21/11/2026, 21-11-2026, 21.11.2026, 2026-11-21 (also with a time behind it),
/// "21 nov 2026", "21 november 2026", "1er août 2026". The day comes before the month; years have four digits, so that
/// nobody has to guess a century. nullopt for anything else and for days that do not exist.
std::optional<Day> read_typed_day(std::string_view typed);

/// The day that a workbook keeps as a number: days since 30 December 1899 (the 1900 system, in which day 60 is the
/// 29 February 1900 that never was). nullopt outside 1 March 1900 to the year 9999.
std::optional<Day> day_of_serial(double serial);

}  // namespace kringwerk::exchange
