#include <algorithm>

#include "matching/chain_walk.h"
#include "matching/nth.h"

/// The part of the walk that goes on into activities.
namespace kringwerk::matching {

void ChainWalk::enter_all(int from, const std::vector<int>& activities) {
  const bool is_plain = plan_.kind == QueryKind::offer && !plan_.waived && !has_ways_;
  if (is_plain) return enter_plainly(from, activities);
  for (const int activity : activities) enter(from, activity);
}

/// What enter does, for the questions that are asked most.
void ChainWalk::enter_plainly(int from, const std::vector<int>& activities) {
  const Sight& source = nth(room_.sights, from);
  const ArcRules& rules = index_.rules();
  const int further = plan_.max_steps - nth(room_.parts, source.part).depth - 1;
  const PlainEntry bound(bound_, source.state, rules.k(), rules.tau());
  for (const int activity : activities) {
    const Stop& stop = index_.stops().stop(activity);
    if ((stop.audience & plan_.sees) == 0) continue;
    const Reach& rest = index_.tables().after(activity, Fault::none, further);
    if (!rest.is_possible() || !bound_.days_can_fit(source.state.days, rest.days())) continue;
    const double chord = chord_between(source.end.at, stop.end.at);
    if (!rules.faults(source.end, stop.end, chord).has(Fault::none)) continue;
    const double limit = bound(km_at_least(chord), stop.capacity, stop.minimum, rest);
    if (limit <= 0) continue;
    push({.bound = ScoreBound::above(limit), .kind = Kind::part, .index = from, .record = activity});
  }
}

void ChainWalk::enter(int from, int activity) {
  if (!sees_activity(activity)) return;
  const Sight& source = nth(room_.sights, from);
  const Stop& stop = index_.stops().stop(activity);
  const double chord = chord_between(source.end.at, stop.end.at);
  const FaultSet faults = index_.rules().faults(source.end, stop.end, chord);
  if (faults.is_empty()) return;
  auto part = part_entered(source, activity, chord);
  if (!part) return;
  const Fault waiver = part->waiver;
  for (const Fault arc : kFaults) {
    if (!faults.has(arc) || !passes(arc, waiver) || (source.entry >= 0 && arc != source.fault)) continue;
    part->waiver = left_after(arc, waiver);
    const auto limit = limit_of(*part);
    if (!limit) continue;
    push({.bound = *limit, .kind = Kind::part, .waiver = part->waiver, .index = from, .record = activity});
  }
}

/// The part of a chain that goes on from there into the activity, the arc's own fault left aside; nullopt when it does
/// not lead to what was asked about.
std::optional<ChainWalk::Part> ChainWalk::part_entered(const Sight& source, int activity, double chord) const {
  const Part& before = nth(room_.parts, source.part);
  if (table_ != nullptr && !before.has_passed && !table_->leads_on(activity)) return std::nullopt;
  Part part{.state = source.state,
            .parent = source.part,
            .offer = before.offer,
            .activity = activity,
            .output = source.output,
            .depth = before.depth + 1,
            .waiver = before.waiver,
            .to_go = before.to_go - 1,
            .has_passed = before.has_passed};
  if (plan_.kind == QueryKind::activity && activity == plan_.record) {
    if (part.to_go > 0) return std::nullopt;
    part.has_passed = true;
  }
  const Stop& stop = index_.stops().stop(activity);
  WalkState& on = part.state;
  const double capacity = stop.capacity * on.per_carried;
  on.value -= on.carried * index_.rules().haul_at_least(chord);
  if (plan_.waived == Constraint::value) on.low_value -= on.carried * index_.rules().haul_at_most(chord);
  on.most_kg = std::min(on.most_kg, capacity);
  on.least_kg = std::min(on.least_kg, capacity);
  on.least_capacity = std::min(on.least_capacity, capacity);
  on.most_minimum = std::max(on.most_minimum, stop.minimum * on.per_carried);
  return part;
}

}  // namespace kringwerk::matching
