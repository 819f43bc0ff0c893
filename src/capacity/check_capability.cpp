#include "capacity/check_capability.h"

#include <algorithm>

namespace kringwerk::capacity {

namespace {

using network::Capability;
using network::CapabilityOutput;

constexpr std::int64_t kWhole = 1'000'000;
constexpr std::int64_t kMillionthsPerPercent = 10'000;
constexpr std::int64_t kMinutesPerHour = 60;

bool is_out_of(std::int64_t value, std::int64_t least, std::int64_t most) {
  return value < least || value > most;
}

bool is_too_small(const std::optional<Mass>& batch) {
  return batch && *batch <= Mass();
}

void check_amounts(const Capability& capability, Violations& found) {
  const Mass most = Mass::kilograms(kMostKilogramsPerWeek);
  if (capability.capacity_per_week <= Mass() || capability.capacity_per_week > most) {
    found.push_back({"capacity.capacity_out_of_range", "capacity", {{"most", kMostKilogramsPerWeek}}});
  } else if (capability.regular_per_week < Mass() || capability.regular_per_week > capability.capacity_per_week) {
    found.push_back({"capacity.regular_too_large", "regular", {}});
  }
  if (is_too_small(capability.min_batch)) found.push_back({"capacity.batch_not_positive", "min_batch", {}});
  if (is_too_small(capability.max_batch)) {
    found.push_back({"capacity.batch_not_positive", "max_batch", {}});
  } else if (capability.min_batch && capability.max_batch && *capability.max_batch < *capability.min_batch) {
    found.push_back({"capacity.batch_reversed", "max_batch", {}});
  }
  if (is_out_of(capability.cost_per_tonne.in_cents(), -Money::euros(kMostEurosPerTonne).in_cents(),
                Money::euros(kMostEurosPerTonne).in_cents())) {
    found.push_back({"capacity.cost_out_of_range", "cost", {{"most", kMostEurosPerTonne}}});
  }
  if (is_out_of(capability.lead_days, 0, kMostLeadDays)) {
    found.push_back({"capacity.lead_out_of_range", "lead_days", {{"most", kMostLeadDays}}});
  }
  if (is_out_of(capability.social_minutes_per_tonne, 0, kMostMinutesPerTonne)) {
    found.push_back(
        {"capacity.hours_out_of_range", "social_hours", {{"most", kMostMinutesPerTonne / kMinutesPerHour}}});
  }
}

void check_outputs(const std::vector<CapabilityOutput>& outputs, Violations& found) {
  std::int64_t sum = 0;
  bool is_share_wrong = false;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    sum += outputs[i].yield_millionths;
    is_share_wrong = is_share_wrong || outputs[i].yield_millionths <= 0 || outputs[i].yield_millionths > kWhole;
    const auto end = outputs.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(outputs.begin(), end,
                    [&](const CapabilityOutput& other) { return other.material == outputs[i].material; })) {
      found.push_back({"capacity.output_twice", "outputs", {{"row", static_cast<std::int64_t>(i) + 1}}});
    }
  }
  if (is_share_wrong) found.push_back({"capacity.output_share", "outputs", {}});
  if (!is_share_wrong && sum > kWhole) {
    const double percent = static_cast<double>(sum) / kMillionthsPerPercent;
    found.push_back({"capacity.outputs_over_whole", "outputs", {{"percent", percent}}});
  }
}

}  // namespace

Violations check_capability(const Capability& capability) {
  Violations found;
  if (capability.name.best(Language::nl).empty()) found.push_back({"capacity.name_missing", "name_nl", {}});
  if (capability.accepts.empty()) found.push_back({"capacity.accepts_missing", "accepts", {}});
  check_amounts(capability, found);
  check_outputs(capability.outputs, found);
  return found;
}

}  // namespace kringwerk::capacity
