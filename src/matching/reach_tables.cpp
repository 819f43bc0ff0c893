#include "matching/reach_tables.h"

#include <algorithm>

#include "matching/nth.h"

namespace kringwerk::matching {

Reach::Shift shift_through(const TableSources& from, const Slot& slot) {
  const Stop& stop = from.stops.stop(slot.activity);
  return {.before = slot.own_value,
          .low_before = slot.own_value,
          .factor = slot.yield,
          .capacity = stop.capacity,
          .minimum = stop.minimum,
          .days = -stop.lead_days};
}

Reach::Shift shift_along(const TableSources& from, const Slot& slot, double chord) {
  Reach::Shift shift = shift_through(from, slot);
  shift.before -= slot.yield * from.rules.haul_at_least(chord);
  shift.low_before -= slot.yield * from.rules.haul_at_most(chord);
  return shift;
}

ReachTables::ReachTables(TableSources from) : from_(from) {
  make_room();
  const int activities = from.stops.stop_count();
  for (int activity = 0; activity < activities; ++activity) gather_needs(activity);
  for (int further = 0; further < kMostSteps; ++further) {
    for (int activity = 0; activity < activities; ++activity) gather_after(activity, further);
  }
}

void ReachTables::make_room() {
  const auto activities = static_cast<std::size_t>(from_.stops.stop_count());
  const auto slots = static_cast<std::size_t>(from_.stops.slot_count());
  for (ByFurther& of_waiver : after_) {
    for (std::vector<Reach>& list : of_waiver) list.resize(std::max(list.size(), activities));
  }
  for (std::vector<Reach>& list : needs_) list.resize(std::max(list.size(), slots));
}

void ReachTables::gather_needs(int activity) {
  const Stop& stop = from_.stops.stop(activity);
  for (int slot = stop.first_slot; slot < stop.first_slot + stop.outputs; ++slot) {
    const int material = from_.stops.slot(slot).material;
    from_.forest.needs(material).for_each([&](const TreeEntry& entry) { meet_need(slot, entry); });
  }
}

bool ReachTables::meet_need(int slot, const TreeEntry& entry) {
  const ArcEnd& source = from_.stops.slot(slot).end;
  const Traits& traits = from_.forest.traits(entry.traits);
  const double chord = chord_between(source.at, entry.at);
  const FaultSet faults = from_.rules.faults(source, {entry.at, traits.grade, traits.permits}, chord);
  if (faults.is_empty()) return false;
  const double value = static_cast<double>(entry.value);
  const Way way{value - from_.rules.haul_at_least(chord), static_cast<double>(entry.kg)};
  const double lowest = value - std::abs(value) * 4e-7 - from_.rules.haul_at_most(chord);
  const double minimum = traits.has_minimum ? static_cast<double>(nth(from_.instance.needs, entry.record).min_kg) : 0;
  bool wider = false;
  for (const Fault fault : kFaults) {
    if (!faults.has(fault)) continue;
    wider = nth(needs_[place_of(fault)], slot).add(way, lowest, entry.days(), {way.kg, minimum, minimum, kEndless}) ||
            wider;
  }
  return wider;
}

bool ReachTables::end_after(int slot, int further) {
  const Slot& from = from_.stops.slot(slot);
  const Reach::Shift shift = shift_through(from_, from);
  bool wider = false;
  for (const Fault fault : kFaults) {
    wider = after_of(from.activity, fault, further).add(needs(slot, fault), shift) || wider;
  }
  return wider;
}

/// What follows `next`, seen from the activity that feeds it through `slot`.
bool ReachTables::join_after(int slot, int next, int further) {
  const Slot& from = from_.stops.slot(slot);
  const double chord = chord_between(from.end.at, from_.stops.stop(next).end.at);
  const FaultSet faults = from_.rules.faults(from.end, from_.stops.stop(next).end, chord);
  if (faults.is_empty()) return false;
  const Reach::Shift shift = shift_along(from_, from, chord);
  bool wider = false;
  for (const Fault arc : kFaults) {
    if (!faults.has(arc)) continue;
    for (const Fault waiver : kFaults) {
      if (!passes(arc, waiver)) continue;
      wider = after_of(from.activity, waiver, further).add(after(next, left_after(arc, waiver), further - 1), shift) ||
              wider;
    }
  }
  return wider;
}

void ReachTables::gather_after(int activity, int further) {
  const Stop& stop = from_.stops.stop(activity);
  for (int slot = stop.first_slot; slot < stop.first_slot + stop.outputs; ++slot) {
    end_after(slot, further);
    if (further == 0) continue;
    for (const int next : from_.stops.takers(from_.stops.slot(slot).material)) join_after(slot, next, further);
  }
}

std::size_t ReachTables::bytes() const {
  std::size_t reaches = 0;
  for (const ByFurther& of_waiver : after_) {
    for (const std::vector<Reach>& list : of_waiver) reaches += list.capacity();
  }
  for (const std::vector<Reach>& list : needs_) reaches += list.capacity();
  return reaches * sizeof(Reach);
}

}  // namespace kringwerk::matching
