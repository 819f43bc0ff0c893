#pragma once

#include "base/result.h"
#include "planning/planned_run.h"

namespace kringwerk::planning {

/// What somebody typed, in thousandths: percentages of gap and fairness, seconds of the deadline.
struct TypedWish {
  std::int64_t gap_percent = 0;
  std::int64_t deadline_seconds = 0;
  std::int64_t fairness_percent = 0;
};

inline constexpr std::int64_t kLongestDeadline = 600;  ///< seconds

/// The wish, or `found` with what is out of range beside it: planning.gap_out_of_range (0 to 50 %),
/// planning.deadline_out_of_range {longest} (whole seconds from 1), planning.fairness_out_of_range (0 to 100 %). A
/// field that already has a finding gets no second one.
Result<RunWish> make_wish(const TypedWish& typed, Violations found);

}  // namespace kringwerk::planning
