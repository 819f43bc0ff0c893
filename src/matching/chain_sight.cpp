#include <algorithm>

#include "matching/chain_walk.h"
#include "matching/nth.h"

namespace kringwerk::matching {

int ChainWalk::add_sight(const Sight& sight) {
  room_.sights.push_back(sight);
  return size_of(room_.sights) - 1;
}

/// Whether all chains that end here share a set of workshops that is no longer wanted.
bool ChainWalk::leads_nowhere(int at) {
  Sight& sight = nth(room_.sights, at);
  if (sight.is_shut || sight.checked_at == handed_out_) return sight.is_shut;
  if (!is_set_closed || !sight.is_last()) return false;
  if (!sight.has_workshops) {
    sight.workshops = workshops_of(instance_, path_of(sight, plan_.record).steps);
    sight.has_workshops = true;
  }
  sight.checked_at = handed_out_;
  sight.is_shut = is_set_closed(sight.workshops);
  return sight.is_shut;
}

bool ChainWalk::fits(const Sight& sight, const TreeSummary& box) const {
  if ((box.audience & plan_.sees) == 0) return false;
  const ArcEnd& end = sight.end;
  const bool is_exact = index_.rules().has_all_permit_bits();
  bool grade_holds = false;
  bool grade_fails = false;
  bool permit_holds = false;
  bool permit_fails = false;
  if (sight.finds_offers) {
    grade_holds = box.highest_grade >= end.grade;
    grade_fails = box.lowest_grade < end.grade;
    permit_holds = (box.all_permits & ~end.permits) == 0;
    permit_fails = (box.some_permits & ~end.permits) != 0 || (!is_exact && box.some_permits != 0);
  } else {
    grade_holds = box.lowest_grade <= end.grade;
    grade_fails = box.highest_grade > end.grade;
    permit_holds = (end.permits & ~box.some_permits) == 0;
    permit_fails = (end.permits & ~box.all_permits) != 0 || (!is_exact && end.permits != 0);
  }
  if (sight.fault == Fault::grade) return grade_fails && permit_holds;
  if (sight.fault == Fault::permit) return grade_holds && permit_fails;
  return grade_holds && permit_holds;
}

void ChainWalk::weigh_box(int at, const RecordTree::Node& box) {
  const Sight& sight = nth(room_.sights, at);
  const TreeSummary& summary = box.summary;
  if (!fits(sight, summary)) return;
  const ArcRules& rules = index_.rules();
  const double chord = summary.chord_at_least(sight.end.at);
  double km = km_at_least(chord);
  if (sight.fault == Fault::max_km) {
    if (km_at_most(summary.chord_at_most(sight.end.at)) <= rules.max_km()) return;
    km = std::max(km, rules.max_km());
  } else if (km > rules.max_km()) {
    return;
  }
  ArcValue arc{.most = -rules.k() - rules.tau() * km};
  if (plan_.waived == Constraint::value) arc.least = -rules.haul_at_most(summary.chord_at_most(sight.end.at));
  const auto value = static_cast<double>(summary.worst);
  const Glimpse ahead({summary.best, summary.most_kg}, value - std::abs(value) * 4e-7,
                      static_cast<double>(summary.least_kg) * (1 - 4e-7), summary.has_minimum ? kEndless : 0,
                      summary.days());
  if (const auto limit = bound_(sight.state, arc, ahead)) {
    push({.bound = *limit, .kind = Kind::box, .index = at, .box = &box});
  }
}

/// What weigh_box does, for the questions that are asked most.
void ChainWalk::weigh_boxes_plainly(int at, std::span<const RecordTree::Node> boxes) {
  const Sight& sight = nth(room_.sights, at);
  const ArcRules& rules = index_.rules();
  const PlainBound bound(bound_, sight.state, sight.end.at, rules.k(), rules.tau());
  for (const RecordTree::Node& box : boxes) {
    if (!fits(sight, box.summary)) continue;
    const double km = km_at_least(box.summary.chord_at_least(sight.end.at));
    if (km > rules.max_km()) continue;
    const double limit = bound(box.summary, km);
    if (limit > 0) push({.bound = ScoreBound::above(limit), .kind = Kind::box, .index = at, .box = &box});
  }
}

double ChainWalk::minimum_of(const TreeEntry& need) const {
  return static_cast<double>(nth(instance_.needs, need.record).min_kg);
}

void ChainWalk::weigh_record(int at, const TreeEntry& entry) {
  const Sight& sight = nth(room_.sights, at);
  if (!bound_.days_can_fit(sight.state.days, entry.days())) return;
  const Traits& traits = index_.forest().traits(entry.traits);
  if ((traits.audience & plan_.sees) == 0) return;
  const ArcRules& rules = index_.rules();
  const ArcEnd end{entry.at, traits.grade, traits.permits};
  const double chord = chord_between(sight.end.at, entry.at);
  const FaultSet faults =
      sight.finds_offers ? rules.faults(end, sight.end, chord) : rules.faults(sight.end, end, chord);
  if (!faults.has(sight.fault)) return;
  ArcValue arc{.most = -rules.haul_at_least(chord)};
  if (plan_.waived == Constraint::value) arc.least = -rules.haul_at_most(chord);
  const auto value = static_cast<double>(entry.value);
  const double minimum = traits.has_minimum ? minimum_of(entry) : 0;
  const Glimpse ahead({entry.value, entry.kg}, value - std::abs(value) * 4e-7,
                      static_cast<double>(entry.kg) * (1 - 4e-7), minimum, entry.days());
  const auto limit = bound_(sight.state, arc, ahead);
  if (!limit) return;
  push({.bound = *limit, .kind = Kind::record, .index = at, .record = entry.record});
}

/// What weigh_record does, for the questions that are asked most.
void ChainWalk::weigh_plainly(int at, std::span<const TreeEntry> entries) {
  const Sight& sight = nth(room_.sights, at);
  const ArcRules& rules = index_.rules();
  const PlainBound bound(bound_, sight.state, sight.end.at, rules.k(), rules.tau());
  for (const TreeEntry& entry : entries) {
    if (bound.begins_too_late(entry)) break;
    const double limit = bound(entry);
    if (limit <= 0) continue;
    const Traits& traits = index_.forest().traits(entry.traits);
    if ((traits.audience & plan_.sees) == 0) continue;
    if (traits.has_minimum && !ScoreBound::can_arrive(sight.state, minimum_of(entry))) continue;
    const ArcEnd end{entry.at, traits.grade, traits.permits};
    const double chord = chord_between(sight.end.at, entry.at);
    const FaultSet faults =
        sight.finds_offers ? rules.faults(end, sight.end, chord) : rules.faults(sight.end, end, chord);
    if (!faults.has(sight.fault)) continue;
    push({.bound = ScoreBound::above(limit), .kind = Kind::record, .index = at, .record = entry.record});
  }
}

/// Whether the other end of the chains that this completes is no longer wanted.
bool ChainWalk::is_closed(const Sight& sight, int record) const {
  if (!is_end_closed) return false;
  if (plan_.kind != QueryKind::need) return !sight.finds_offers && is_end_closed(record);
  return is_end_closed(sight.finds_offers ? record : nth(room_.parts, sight.part).offer);
}

void ChainWalk::open_box(int at, const RecordTree::Node& box) {
  if (leads_nowhere(at)) return;
  if (bound_.is_plain(nth(room_.sights, at).state)) {
    weigh_plainly(at, box.entries());
    weigh_boxes_plainly(at, box.children());
    return;
  }
  for (const TreeEntry& entry : box.entries()) weigh_record(at, entry);
  for (const RecordTree::Node& child : box.children()) weigh_box(at, child);
}

void ChainWalk::judge(int at, int record) {
  const Sight& sight = nth(room_.sights, at);
  if (is_closed(sight, record)) return;
  if (!sight.is_last()) {
    begin(sight, record);
    return;
  }
  if (leads_nowhere(at)) return;
  ChainPath path = path_of(sight, record);
  const PathFault fault = fault_of_path(instance_, path);
  if (!fault.is_single || fault.fault != waiver_) return;
  auto found = assess_chain(instance_, std::move(path), plan_.basis_kg, plan_.waived);
  if (!found) return;
  const std::int64_t score = found->millionths;
  if (!found_ || score > *found_) found_ = score;
  room_.candidates.push_back(*std::move(found));
  push({.bound = score, .kind = Kind::candidate, .index = size_of(room_.candidates) - 1});
}

ChainPath ChainWalk::path_of(const Sight& sight, int record) const {
  if (sight.finds_offers) return {record, {}, plan_.record};
  ChainPath path{nth(room_.parts, sight.part).offer, {}, record};
  int output = sight.output;
  path.steps.reserve(static_cast<std::size_t>(nth(room_.parts, sight.part).depth));
  for (int at = sight.part; nth(room_.parts, at).activity >= 0; at = nth(room_.parts, at).parent) {
    path.steps.push_back({nth(room_.parts, at).activity, output});
    output = nth(room_.parts, at).output;
  }
  std::reverse(path.steps.begin(), path.steps.end());
  return path;
}

}  // namespace kringwerk::matching
