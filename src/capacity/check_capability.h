#pragma once

#include "base/violation.h"
#include "network/capability.h"

/// What must hold of a capability whoever writes it down. docs/rules/capacity.*.md.
namespace kringwerk::capacity {

inline constexpr std::size_t kMostOutputs = 6;
inline constexpr std::size_t kLongestCapabilityName = 160;
inline constexpr std::int64_t kMostLeadDays = 365;
inline constexpr std::int64_t kMostMinutesPerTonne = 100'000;
inline constexpr std::int64_t kMostKilogramsPerWeek = 10'000'000;
inline constexpr std::int64_t kMostEurosPerTonne = 1'000'000;

/// All findings: capacity.name_missing (name_nl), capacity.accepts_missing (accepts), capacity.capacity_out_of_range
/// {most} (capacity), capacity.regular_too_large (regular), capacity.batch_reversed (max_batch),
/// capacity.batch_not_positive (min_batch, max_batch), capacity.cost_out_of_range {most} (cost),
/// capacity.lead_out_of_range {most} (lead_days), capacity.hours_out_of_range {most} (social_hours),
/// capacity.output_share (outputs), capacity.output_twice {row} (outputs), capacity.outputs_over_whole {percent}
/// (outputs): the yields of all outputs are at most the whole.
Violations check_capability(const network::Capability& capability);

}  // namespace kringwerk::capacity
