#include "matching/stops.h"

#include <algorithm>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

double own_value_of(const Instance& instance, const Activity& activity, int followed) {
  const Policy& policy = instance.policy;
  double value = policy.sigma_eur_per_h * activity.hours_per_t - activity.cost_eur_per_t -
                 policy.residue_eur_per_t * activity.residue_share();
  for (int other = 0; other < size_of(activity.outputs); ++other) {
    if (other == followed) continue;
    const Output& output = nth(activity.outputs, other);
    value += policy.beta * output.yield() * nth(instance.materials, output.material).price_eur_per_t;
  }
  return value;
}

void drop(std::vector<int>& list, int value) {
  list.erase(std::remove(list.begin(), list.end(), value), list.end());
}

}  // namespace

ArcRules::ArcRules(const Instance& instance)
    : k_(instance.policy.k_eur_per_t),
      tau_(instance.policy.tau_eur_per_tkm),
      max_km_(std::min(instance.policy.max_km, kEndlessKm)),
      near_chord_(std::min(0.5, (max_km_ - 0.01) / (1.02 * kEarthRadiusKm))),
      has_all_permit_bits_(instance.permit_names.size() <= 64) {}

FaultSet ArcRules::weighed_faults(const ArcEnd& source, const ArcEnd& taker, double chord) const {
  Broken permit = Broken::no;
  if ((source.permits & ~taker.permits) != 0) {
    permit = Broken::yes;
  } else if (source.permits != 0 && !has_all_permit_bits_) {
    permit = Broken::maybe;
  }
  Broken distance = Broken::no;
  if (km_at_least(chord) > max_km_) {
    distance = Broken::yes;
  } else if (km_at_most(chord) > max_km_) {
    distance = Broken::maybe;
  }
  return {source.grade < taker.grade ? Broken::yes : Broken::no, permit, distance};
}

Stops::Stops(const Instance& instance) : takers_(instance.materials.size()), makers_(instance.materials.size()) {
  for (int activity = 0; activity < size_of(instance.activities); ++activity) add(instance, activity);
}

void Stops::add(const Instance& instance, int activity) {
  const Activity& from = nth(instance.activities, activity);
  const Workshop& workshop = nth(instance.workshops, from.workshop);
  if (activity == stop_count()) stops_.emplace_back();
  Stop& stop = nth(stops_, activity);
  stop.end = {spot_of(workshop.at), from.min_grade, bits_of(workshop.permits)};
  stop.audience = from.audience;
  stop.capacity = static_cast<double>(from.capacity_kg);
  stop.minimum = static_cast<double>(from.min_kg);
  stop.lead_days = from.lead_days;
  if (size_of(from.outputs) > stop.room) {
    stop.first_slot = slot_count();
    stop.room = size_of(from.outputs);
    slots_.resize(slots_.size() + from.outputs.size());
  }
  stop.outputs = 0;
  for (int output = 0; output < size_of(from.outputs); ++output) {
    const Output& made = nth(from.outputs, output);
    if (made.yield_millionths == 0) continue;
    const int slot = stop.first_slot + stop.outputs++;
    nth(slots_, slot) = {{stop.end.at, made.grade, bits_of(made.permit)},
                         activity,
                         output,
                         made.material,
                         made.yield(),
                         own_value_of(instance, from, output)};
    nth(makers_, made.material).push_back(slot);
  }
  for (const int material : from.materials) nth(takers_, material).push_back(activity);
}

void Stops::remove(const Instance& instance, int activity) {
  Stop& stop = nth(stops_, activity);
  for (int slot = stop.first_slot; slot < stop.first_slot + stop.outputs; ++slot) {
    drop(nth(makers_, nth(slots_, slot).material), slot);
  }
  stop.outputs = 0;
  for (const int material : nth(instance.activities, activity).materials) drop(nth(takers_, material), activity);
}

std::size_t Stops::bytes() const {
  std::size_t sum = stops_.capacity() * sizeof(Stop) + slots_.capacity() * sizeof(Slot);
  for (const auto* lists : {&takers_, &makers_}) {
    for (const std::vector<int>& list : *lists) sum += sizeof(std::vector<int>) + list.capacity() * sizeof(int);
  }
  return sum;
}

}  // namespace kringwerk::matching
