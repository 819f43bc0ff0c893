#include "materials/agreed_amount.h"

#include <algorithm>

namespace kringwerk::materials {

Amount open_amount(Amount amount, Mass agreed) {
  const auto whole = mass_each_time(amount);
  if (!whole || agreed <= Mass{}) return amount;
  Amount unit = amount;
  constexpr std::int64_t kOne = 1000;
  unit.thousandths = kOne;
  const std::int64_t left = std::max<std::int64_t>(0, (*whole - agreed).in_grams());
  amount.thousandths = left * kOne / std::max<std::int64_t>(1, mass_each_time(unit)->in_grams());
  return amount;
}

std::optional<LifeStep> step_of_agreements(const Stream& stream, const AgreedMass& agreed) {
  const bool is_agreed_in_part = stream.state == StreamState::partly_agreed || stream.state == StreamState::agreed;
  const auto whole = mass_each_time(stream.amount);
  LifeStep step = LifeStep::agree_partly;
  if (agreed.now <= Mass{}) {
    if (agreed.before <= Mass{} || !is_agreed_in_part) return std::nullopt;
    step = LifeStep::stop_talks;
  } else if (whole && agreed.now >= *whole) {
    step = LifeStep::agree;
  } else if (stream.state == StreamState::agreed && (!agreed.whole_before || agreed.before < *agreed.whole_before)) {
    return std::nullopt;
  }
  const auto steps = steps_open_to(LifeActor::agreement, stream.state);
  return std::find(steps.begin(), steps.end(), step) == steps.end() ? std::nullopt : std::optional{step};
}

}  // namespace kringwerk::materials
