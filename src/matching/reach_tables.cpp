#include "matching/reach_tables.h"

#include <algorithm>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

Reach::Shift through(const Stop& stop, const Slot& slot) {
  return {.before = slot.own_value,
          .low_before = slot.own_value,
          .factor = slot.yield,
          .capacity = stop.capacity,
          .minimum = stop.minimum,
          .days = -stop.lead_days};
}

/// The same activity seen from where its output arrives.
Reach::Shift back_through(const Stop& stop, const Slot& slot) {
  return {.before = slot.own_value / slot.yield,
          .low_before = slot.own_value / slot.yield,
          .factor = 1 / slot.yield,
          .capacity = stop.capacity * slot.yield,
          .minimum = stop.minimum * slot.yield,
          .days = stop.lead_days};
}

}  // namespace

ReachTables::ReachTables(TableSources from)
    : from_(from),
      after_(static_cast<std::size_t>(from.stops.stop_count())),
      before_(static_cast<std::size_t>(from.stops.stop_count())),
      needs_(static_cast<std::size_t>(from.stops.slot_count())) {
  const int activities = from.stops.stop_count();
  for (int activity = 0; activity < activities; ++activity) gather_ends(activity);
  for (int further = 0; further < kMostSteps; ++further) {
    for (int activity = 0; activity < activities; ++activity) {
      gather_after(activity, further);
      gather_before(activity, further);
    }
  }
}

void ReachTables::reset(int activity) {
  nth(after_, activity) = {};
  nth(before_, activity) = {};
  const Stop& stop = from_.stops.stop(activity);
  for (int slot = stop.first_slot; slot < stop.first_slot + stop.room; ++slot) nth(needs_, slot) = {};
}

void ReachTables::gather_ends(int activity) {
  const Stop& stop = from_.stops.stop(activity);
  for (int slot = stop.first_slot; slot < stop.first_slot + stop.outputs; ++slot) {
    from_.forest.needs(from_.stops.slot(slot).material).for_each([&](const TreeEntry& entry) {
      meet_need(slot, entry);
    });
  }
  if (stop.outputs == 0) return;
  for (const int material : nth(from_.instance.activities, activity).materials) {
    from_.forest.offers(material).for_each([&](const TreeEntry& entry) { meet_offer(activity, entry); });
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
    wider = nth(needs_, slot)[place_of(fault)].add(way, lowest, entry.days(), {way.kg, minimum, kEndless}) || wider;
  }
  return wider;
}

bool ReachTables::meet_offer(int activity, const TreeEntry& entry) {
  const ArcEnd& taker = from_.stops.stop(activity).end;
  const Traits& traits = from_.forest.traits(entry.traits);
  const double chord = chord_between(taker.at, entry.at);
  const FaultSet faults = from_.rules.faults({entry.at, traits.grade, traits.permits}, taker, chord);
  if (faults.is_empty()) return false;
  const Way way{-from_.rules.haul_at_least(chord), static_cast<double>(entry.kg)};
  bool wider = false;
  for (const Fault fault : kFaults) {
    if (!faults.has(fault)) continue;
    wider = nth_reach(before_, activity, fault, 0)
                .add(way, -from_.rules.haul_at_most(chord), entry.days(), {way.kg, 0, kEndless}) ||
            wider;
  }
  return wider;
}

/// Offers that come straight to the activity count at every distance.
bool ReachTables::keep_offers(int activity, int further) {
  bool wider = false;
  for (const Fault fault : kFaults) {
    wider = nth_reach(before_, activity, fault, further).add(before(activity, fault, 0), Reach::Shift{}) || wider;
  }
  return wider;
}

bool ReachTables::end_after(int slot, int further) {
  const Slot& from = from_.stops.slot(slot);
  const Reach::Shift shift = through(from_.stops.stop(from.activity), from);
  bool wider = false;
  for (const Fault fault : kFaults) {
    wider = nth_reach(after_, from.activity, fault, further).add(needs(slot, fault), shift) || wider;
  }
  return wider;
}

/// What follows `next`, seen from the activity that feeds it through `slot`.
bool ReachTables::join_after(int slot, int next, int further) {
  const Slot& from = from_.stops.slot(slot);
  const double chord = chord_between(from.end.at, from_.stops.stop(next).end.at);
  const FaultSet faults = from_.rules.faults(from.end, from_.stops.stop(next).end, chord);
  if (faults.is_empty()) return false;
  Reach::Shift shift = through(from_.stops.stop(from.activity), from);
  shift.before -= from.yield * from_.rules.haul_at_least(chord);
  shift.low_before -= from.yield * from_.rules.haul_at_most(chord);
  bool wider = false;
  for (const Fault arc : kFaults) {
    if (!faults.has(arc)) continue;
    for (const Fault waiver : kFaults) {
      if (!passes(arc, waiver)) continue;
      wider = nth_reach(after_, from.activity, waiver, further)
                  .add(after(next, left_after(arc, waiver), further - 1), shift) ||
              wider;
    }
  }
  return wider;
}

/// What comes before the activity of `slot`, seen from `next`, which it feeds.
bool ReachTables::join_before(int slot, int next, int further) {
  const Slot& from = from_.stops.slot(slot);
  const double chord = chord_between(from.end.at, from_.stops.stop(next).end.at);
  const FaultSet faults = from_.rules.faults(from.end, from_.stops.stop(next).end, chord);
  if (faults.is_empty()) return false;
  Reach::Shift shift = back_through(from_.stops.stop(from.activity), from);
  shift.before -= from_.rules.haul_at_least(chord);
  shift.low_before -= from_.rules.haul_at_most(chord);
  bool wider = false;
  for (const Fault arc : kFaults) {
    if (!faults.has(arc)) continue;
    for (const Fault waiver : kFaults) {
      if (!passes(arc, waiver)) continue;
      wider = nth_reach(before_, next, waiver, further)
                  .add(before(from.activity, left_after(arc, waiver), further - 1), shift) ||
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

void ReachTables::gather_before(int activity, int further) {
  if (further == 0 || from_.stops.stop(activity).outputs == 0) return;
  keep_offers(activity, further);
  for (const int material : nth(from_.instance.activities, activity).materials) {
    for (const int slot : from_.stops.makers(material)) join_before(slot, activity, further);
  }
}

std::size_t ReachTables::bytes() const {
  return (after_.capacity() + before_.capacity()) * sizeof(OfActivity) + needs_.capacity() * sizeof(OfWaiver);
}

}  // namespace kringwerk::matching
