#include "planning/plan_wish.h"

#include <algorithm>

namespace kringwerk::planning {

Result<RunWish> make_wish(const TypedWish& typed, Violations found) {
  constexpr std::int64_t kOne = 1000;
  constexpr double kShare = 100 * 1000.0;
  const auto check = [&](bool is_right, std::string_view field, Violation violation) {
    const bool is_told =
        std::any_of(found.begin(), found.end(), [&](const Violation& one) { return one.field == field; });
    if (!is_right && !is_told) found.push_back(std::move(violation));
  };
  check(typed.gap_percent >= 0 && typed.gap_percent <= 50 * kOne, "gap", {"planning.gap_out_of_range", "gap", {}});
  check(typed.deadline_seconds >= kOne && typed.deadline_seconds <= kLongestDeadline * kOne, "deadline",
        {"planning.deadline_out_of_range", "deadline", {{"longest", kLongestDeadline}}});
  check(typed.fairness_percent >= 0 && typed.fairness_percent <= 100 * kOne, "fairness",
        {"planning.fairness_out_of_range", "fairness", {}});
  if (!found.empty()) return Invalid{std::move(found)};
  return RunWish{.gap = static_cast<double>(typed.gap_percent) / kShare,
                 .deadline_seconds = static_cast<int>((typed.deadline_seconds + kOne - 1) / kOne),
                 .fairness = static_cast<double>(typed.fairness_percent) / kShare};
}

}  // namespace kringwerk::planning
