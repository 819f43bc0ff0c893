#include "matching/reach.h"

#include <algorithm>

namespace kringwerk::matching {

namespace {

template <class Number>
bool raise(Number& number, Number other) {
  if (other <= number) return false;
  number = other;
  return true;
}

template <class Number>
bool lower(Number& number, Number other) {
  if (other >= number) return false;
  number = other;
  return true;
}

}  // namespace

bool Reach::add_stair(float value, float kg) {
  int at = 0;
  while (at < count_ && stair(at).kg > kg) ++at;
  // What stands before has more kilograms, what stands after a higher value.
  if (at > 0 && stair(at - 1).value >= value) return false;
  if (at < count_ && stair(at).kg == kg && stair(at).value >= value) return false;
  int end = at;
  while (end < count_ && stair(end).value <= value) ++end;
  const auto begin = stairs_.begin();
  if (end == at) {
    std::copy_backward(begin + at, begin + count_, begin + count_ + 1);
    ++count_;
  } else {
    std::copy(begin + end, begin + count_, begin + at + 1);
    count_ -= end - at - 1;
  }
  stairs_[static_cast<std::size_t>(at)] = {value, kg};
  if (count_ > kStairs) join_closest();
  return true;
}

/// Replaces two neighbours by a stair above both: the pair for which that promises least that is not there.
void Reach::join_closest() {
  int closest = 0;
  float least = std::numeric_limits<float>::infinity();
  for (int at = 0; at + 1 < count_; ++at) {
    const float lost = (stair(at + 1).value - stair(at).value) * (stair(at).kg - stair(at + 1).kg) / stair(at).kg;
    if (lower(least, lost)) closest = at;
  }
  const auto at = static_cast<std::size_t>(closest);
  stairs_[at].value = stairs_[at + 1].value;
  std::copy(stairs_.begin() + closest + 2, stairs_.begin() + count_, stairs_.begin() + closest + 1);
  --count_;
}

bool Reach::widen(const ReachDays& days) {
  bool wider = lower(days_.earliest_from, days.earliest_from);
  wider = raise(days_.latest_from, days.latest_from) || wider;
  wider = lower(days_.earliest_to, days.earliest_to) || wider;
  return raise(days_.latest_to, days.latest_to) || wider;
}

bool Reach::widen(const Limits& limits) {
  bool wider = raise(free_kg_, float_up(limits.free_kg));
  wider = raise(most_minimum_, float_up(limits.most_minimum)) || wider;
  wider = lower(least_minimum_, float_down(limits.least_minimum)) || wider;
  const float capacity =
      limits.least_capacity == kEndless ? std::numeric_limits<float>::infinity() : float_down(limits.least_capacity);
  return lower(least_capacity_, capacity) || wider;
}

bool Reach::add(Way way, double lowest_value, const ReachDays& days, const Limits& limits) {
  bool wider = add_stair(float_up(way.value), float_up(way.kg));
  wider = lower(worst_, float_down(lowest_value)) || wider;
  wider = lower(least_kg_, float_down(way.kg)) || wider;
  wider = widen(days) || wider;
  return widen(limits) || wider;
}

bool Reach::add(const Reach& other, const Shift& shift) {
  if (!other.is_possible()) return false;
  bool wider = false;
  for (int i = 0; i < other.count_; ++i) {
    const double kg = std::min(shift.capacity, static_cast<double>(other.stair(i).kg) / shift.factor);
    wider =
        add_stair(float_up(shift.before + shift.factor * static_cast<double>(other.stair(i).value)), float_up(kg)) ||
        wider;
  }
  wider = lower(worst_, float_down(shift.low_before + shift.factor * static_cast<double>(other.worst_))) || wider;
  const double least = std::min(shift.capacity, static_cast<double>(other.least_kg_) / shift.factor);
  wider = lower(least_kg_, float_down(least)) || wider;
  wider = widen(shifted(other.days_, shift.days)) || wider;
  Limits limits{.free_kg = static_cast<double>(other.free_kg_) / shift.factor};
  limits.most_minimum = std::max(shift.minimum, static_cast<double>(other.most_minimum_) / shift.factor);
  limits.least_minimum = std::max(shift.minimum, static_cast<double>(other.least_minimum_) / shift.factor);
  limits.least_capacity = std::min(shift.capacity, static_cast<double>(other.least_capacity_) / shift.factor);
  return widen(limits) || wider;
}

}  // namespace kringwerk::matching
