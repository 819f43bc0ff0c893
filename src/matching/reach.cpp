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

/// Replaces two neighbours by a stair above both: the pair for which that promises least that is not there.
void join_closest(std::array<Reach::Stair, Reach::kStairs + 1>& stairs) {
  auto closest = stairs.begin();
  float least = std::numeric_limits<float>::infinity();
  for (auto at = stairs.begin(); at + 1 != stairs.end(); ++at) {
    const auto next = at + 1;
    if (lower(least, (next->value - at->value) * (at->kg - next->kg) / at->kg)) closest = at;
  }
  closest->value = (closest + 1)->value;
  std::copy(closest + 2, stairs.end(), closest + 1);
}

}  // namespace

bool Reach::add_stair(float value, float kg) {
  const int count = this->count();
  int at = 0;
  while (at < count && stair(at).kg > kg) ++at;
  // What stands before has more kilograms, what stands after a higher value.
  if (at > 0 && stair(at - 1).value >= value) return false;
  if (at < count && stair(at).kg == kg && stair(at).value >= value) return false;
  int end = at;
  while (end < count && stair(end).value <= value) ++end;
  std::array<Stair, kStairs + 1> stairs;
  stairs.fill(kAbsent);
  auto to = std::copy(stairs_.begin(), stairs_.begin() + at, stairs.begin());
  *to = {value, kg};
  to = std::copy(stairs_.begin() + end, stairs_.begin() + count, to + 1);
  if (to == stairs.end()) join_closest(stairs);
  std::copy(stairs.begin(), stairs.end() - 1, stairs_.begin());
  return true;
}

bool Reach::widen(const ReachDays& days) {
  bool wider = lower(days_.earliest_from, short_day(days.earliest_from));
  wider = raise(days_.latest_from, short_day(days.latest_from)) || wider;
  wider = lower(days_.earliest_to, short_day(days.earliest_to)) || wider;
  return raise(days_.latest_to, short_day(days.latest_to)) || wider;
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
  for (int i = 0; i < other.count(); ++i) {
    const double kg = std::min(shift.capacity, static_cast<double>(other.stair(i).kg) / shift.factor);
    wider =
        add_stair(float_up(shift.before + shift.factor * static_cast<double>(other.stair(i).value)), float_up(kg)) ||
        wider;
  }
  wider = lower(worst_, float_down(shift.low_before + shift.factor * static_cast<double>(other.worst_))) || wider;
  const double least = std::min(shift.capacity, static_cast<double>(other.least_kg_) / shift.factor);
  wider = lower(least_kg_, float_down(least)) || wider;
  wider = widen(shifted(other.days(), shift.days)) || wider;
  Limits limits{.free_kg = static_cast<double>(other.free_kg_) / shift.factor};
  limits.most_minimum = std::max(shift.minimum, static_cast<double>(other.most_minimum_) / shift.factor);
  limits.least_minimum = std::max(shift.minimum, static_cast<double>(other.least_minimum_) / shift.factor);
  limits.least_capacity = std::min(shift.capacity, static_cast<double>(other.least_capacity_) / shift.factor);
  return widen(limits) || wider;
}

}  // namespace kringwerk::matching
