#pragma once

#include <string>

#include "drawings/svg.h"

namespace kringwerk::drawings {

/// What a plan is worth beside what no plan can be worth more than: a bar from zero, the open part hatched, a line at
/// the bound. viewBox 0 0 500 38, class "gapbar". A value below zero counts as zero; the bound is never below the
/// value.
struct GapBar {
  std::string accessible_name;
  double value = 0;
  double bound = 0;
};
Svg draw_gap_bar(const GapBar& bar);

}  // namespace kringwerk::drawings
