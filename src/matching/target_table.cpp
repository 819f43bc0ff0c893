#include "matching/target_table.h"

#include <algorithm>

#include "matching/nth.h"

namespace kringwerk::matching {

TargetTable::TargetTable(const MatchIndex& index, Fault waiver, int max_steps)
    : index_(index),
      from_{index.instance(), index.rules(), index.stops(), index.forest()},
      waiver_(waiver),
      max_steps_(max_steps),
      numbers_(static_cast<std::size_t>(index.stops().stop_count()), -1),
      places_(numbers_) {}

void TargetTable::aim_at_need(int position) {
  const Need& need = nth(from_.instance.needs, position);
  const ArcEnd end{spot_of(need.at), need.min_grade, bits_of(need.permits)};
  const auto kg = static_cast<double>(need.kg);
  const auto minimum = static_cast<double>(need.min_kg);
  const Limits limits{kg, minimum, minimum, kEndless};
  const ReachDays days{need.window.from, need.window.from, need.window.to, need.window.to};
  std::vector<Edge> edge;
  if (max_steps_ == 0) return;
  for (const int material : need.materials) {
    const double value = nth(from_.instance.materials, material).price_eur_per_t * need.retention;
    for (const int number : from_.stops.makers(material)) {
      const Slot& slot = from_.stops.slot(number);
      const double chord = chord_between(slot.end.at, end.at);
      const FaultSet faults = from_.rules.faults(slot.end, end, chord);
      for (const Fault fault : {Fault::none, waiver_}) {
        if (!faults.has(fault)) continue;
        Reach reach;
        reach.add({value - from_.rules.haul_at_least(chord), kg}, value - from_.rules.haul_at_most(chord), days,
                  limits);
        edge_of(edge, slot.activity).reach[fault == Fault::none ? 0 : 1].add(reach, shift_through(from_, slot));
      }
    }
  }
  spread(std::move(edge), 0);
}

void TargetTable::aim_at_activity(int activity) {
  if (max_steps_ == 0) return;
  Edge edge{.activity = activity};
  edge.reach[0] = index_.tables().after(activity, Fault::none, max_steps_ - 1);
  if (waiver_ != Fault::none) edge.reach[1] = index_.tables().after(activity, waiver_, max_steps_ - 1);
  spread({edge}, 0);
}

TargetTable::Edge& TargetTable::edge_of(std::vector<Edge>& edge, int activity) {
  int& place = nth(places_, activity);
  if (place < 0) {
    place = size_of(edge);
    edge.push_back({.activity = activity});
  }
  return nth(edge, place);
}

double TargetTable::best_after(int activity) const {
  double best = -kEndless;
  for (int exactly = 0; exactly < kMostSteps; ++exactly) {
    const Reach& reach = after(activity, Fault::none, exactly);
    if (reach.is_possible()) best = std::max(best, reach.best());
  }
  return best;
}

void TargetTable::keep(const Edge& edge, int further) {
  int& number = nth(numbers_, edge.activity);
  if (number < 0) {
    number = size_of(reaches_);
    reaches_.emplace_back();
    sources_.push_back(edge.activity);
  }
  nth(reaches_, number)[static_cast<std::size_t>(further)] = edge.reach;
}

/// From each edge of activities to the one before it, by exact distance, so that every arc counts once for each.
void TargetTable::spread(std::vector<Edge> edge, int further) {
  for (;; ++further) {
    for (const Edge& at : edge) {
      keep(at, further);
      nth(places_, at.activity) = -1;
    }
    if (further + 1 >= max_steps_) return;
    std::vector<Edge> next;
    for (const Edge& to : edge) {
      if (from_.stops.stop(to.activity).outputs == 0) continue;
      for (const int material : nth(from_.instance.activities, to.activity).materials) {
        for (const int slot : from_.stops.makers(material)) join(next, from_.stops.slot(slot), to);
      }
    }
    edge = std::move(next);
  }
}

void TargetTable::join(std::vector<Edge>& next, const Slot& slot, const Edge& to) {
  const Stop& stop = from_.stops.stop(to.activity);
  const double chord = chord_between(slot.end.at, stop.end.at);
  const FaultSet faults = from_.rules.faults(slot.end, stop.end, chord);
  if (!faults.has(Fault::none) && !faults.has(waiver_)) return;
  Edge& edge = edge_of(next, slot.activity);
  const Reach::Shift shift = shift_along(from_, slot, chord);
  if (faults.has(Fault::none)) {
    edge.reach[0].add(to.reach[0], shift);
    edge.reach[1].add(to.reach[1], shift);
  }
  if (waiver_ != Fault::none && faults.has(waiver_)) edge.reach[1].add(to.reach[0], shift);
}

}  // namespace kringwerk::matching
