#pragma once

#include "drawings/material_family.h"
#include "drawings/svg.h"

namespace kringwerk::drawings {

/// A value known between two ends, on a line from 0 to `most` that all bars of a table share. For beside its numbers:
/// hidden from screen readers. viewBox 0 0 200 20, class "interval-bar".
struct IntervalBar {
  double low = 0;
  double high = 0;
  double most = 0;
  MaterialFamily family = MaterialFamily::other;
};
Svg draw_interval_bar(const IntervalBar& bar);

}  // namespace kringwerk::drawings
