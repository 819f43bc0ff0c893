#pragma once

#include <string>
#include <vector>

#include "drawings/svg.h"

namespace kringwerk::drawings {

/// One week of a calendar of room, in shares of the highest week drawn (0 to 1); what is left below `capacity` is free.
struct WeekBar {
  std::string number;  ///< "48", below the bar
  std::string month;   ///< above it, where a month begins; else empty
  double capacity = 0;
  double taken = 0;
  double optioned = 0;
};

/// Bars for some weeks (class "weekbars"; free room is light, what is taken is dark and stands below, options between
/// them are hatched). Widths are shares of the drawing; put two of thirteen weeks beside each other where there is
/// room. The table beside it says the same in numbers.
Svg draw_week_bars(const std::vector<WeekBar>& weeks, const std::string& accessible_name);

}  // namespace kringwerk::drawings
