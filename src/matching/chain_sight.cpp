#include <algorithm>

#include "matching/chain_walk.h"
#include "matching/nth.h"

namespace kringwerk::matching {

/// The workshops of the chains that this sight can end; of none while the other end is open.
void ChainWalk::see_set(Sight& sight) const {
  sight.workshops.fill(-1);
  sight.has_set = sight.state.other == nullptr;
  if (sight.has_set) sight.workshops = workshops_of(instance_, path_of(sight, -1).steps);
}

bool ChainWalk::fits(const Sight& sight, const TreeSummary& box) const {
  if ((box.audience & plan_.sees) == 0) return false;
  const ArcEnd& end = sight.end;
  const bool is_exact = index_.rules().has_all_permit_bits();
  bool grade_holds, grade_fails, permit_holds, permit_fails;  // NOLINT(readability-isolate-declaration)
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
  const Sight& sight = nth(sights_, at);
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

void ChainWalk::weigh_record(int at, const TreeEntry& entry) {
  const Sight& sight = nth(sights_, at);
  const Traits& traits = index_.forest().traits(entry.traits);
  if ((traits.audience & plan_.sees) == 0) return;
  if (is_end_closed && is_end_closed(end_of(sight, entry.record))) return;
  const ArcRules& rules = index_.rules();
  const ArcEnd end{entry.at, traits.grade, traits.permits};
  const double chord = chord_between(sight.end.at, entry.at);
  const FaultSet faults =
      sight.finds_offers ? rules.faults(end, sight.end, chord) : rules.faults(sight.end, end, chord);
  if (!faults.has(sight.fault)) return;
  ArcValue arc{.most = -rules.haul_at_least(chord)};
  if (plan_.waived == Constraint::value) arc.least = -rules.haul_at_most(chord);
  const auto value = static_cast<double>(entry.value);
  const double minimum = traits.has_minimum ? static_cast<double>(nth(instance_.needs, entry.record).min_kg) : 0;
  const Glimpse ahead({entry.value, entry.kg}, value - std::abs(value) * 4e-7,
                      static_cast<double>(entry.kg) * (1 - 4e-7), minimum, entry.days());
  if (const auto limit = bound_(sight.state, arc, ahead)) {
    push({.bound = *limit, .kind = Kind::record, .index = at, .record = entry.record});
  }
}

int ChainWalk::end_of(const Sight& sight, int record) const {
  const bool is_wanted = plan_.kind == QueryKind::need || !sight.finds_offers;
  return is_wanted ? record : nth(parts_, sight.part).need;
}

void ChainWalk::open_box(int at, const RecordTree::Node& box) {
  if (is_set_closed && nth(sights_, at).has_set && is_set_closed(nth(sights_, at).workshops)) return;
  for (const TreeEntry& entry : box.entries) weigh_record(at, entry);
  for (const RecordTree::Node& child : box.children) weigh_box(at, child);
}

void ChainWalk::judge(int at, int record) {
  const Sight& sight = nth(sights_, at);
  if (sight.state.other != nullptr) {
    turn_back(sight, record);
    return;
  }
  if (is_end_closed && is_end_closed(end_of(sight, record))) return;
  if (is_set_closed && is_set_closed(sight.workshops)) return;
  ChainPath path = path_of(sight, record);
  const PathFault fault = fault_of_path(instance_, path);
  if (!fault.is_single || fault.fault != waiver_) return;
  auto found = assess_chain(instance_, std::move(path), plan_.basis_kg, plan_.waived);
  if (!found) return;
  const std::int64_t score = found->millionths;
  if (!found_ || score > *found_) found_ = score;
  candidates_.push_back(*std::move(found));
  push({.bound = score, .kind = Kind::candidate, .index = size_of(candidates_) - 1});
}

/// From the activity asked about a need has been reached: now the ways to the activity are looked for.
void ChainWalk::turn_back(const Sight& sight, int need_position) {
  const Need& need = nth(instance_.needs, need_position);
  if (is_end_closed && is_end_closed(need_position)) return;
  const ArcRules& rules = index_.rules();
  const Part& from = nth(parts_, sight.part);
  const double chord = chord_between(sight.end.at, spot_of(need.at));
  const Activity& last = nth(instance_.activities, from.activity);
  const double value =
      nth(instance_.materials, nth(last.outputs, sight.output).material).price_eur_per_t * need.retention;
  const auto kg = static_cast<double>(need.kg);
  Part part{.state = sight.state, .parent = sight.part, .activity = plan_.record, .output = sight.output};
  part.need = need_position;
  part.depth = from.depth;
  part.waiver = from.other;
  part.is_backward = true;
  WalkState& on = part.state;
  on.value += on.carried * (value - rules.haul_at_least(chord));
  on.low_value += on.carried * (value - rules.haul_at_most(chord));
  on.most_kg = std::min(on.most_kg, kg / on.carried);
  on.least_kg = std::min(on.least_kg, kg / on.carried);
  on.free_kg = std::min(on.free_kg, kg / on.carried);
  on.most_minimum = std::max(on.most_minimum, static_cast<double>(need.min_kg) / on.carried);
  on.carried = 1;
  on.days = shifted({need.window.from, need.window.from, need.window.to, need.window.to}, -on.lead_days);
  on.other = nullptr;
  add_part(part, index_.tables().before(plan_.record, part.waiver, plan_.max_steps - part.depth));
}

/// Steps from the offer (or the first known place) on; `record` is the end that the sight found.
ChainPath ChainWalk::path_of(const Sight& sight, int record) const {
  ChainPath path;
  int at = sight.part;
  int output = sight.output;
  path.offer = sight.finds_offers ? record : plan_.record;
  path.need = sight.finds_offers ? nth(parts_, at).need : record;
  while (nth(parts_, at).is_backward && nth(parts_, at).activity >= 0) {
    const Part& part = nth(parts_, at);
    output = part.output;
    at = part.parent;
    if (!nth(parts_, at).is_backward) break;
    path.steps.push_back({part.activity, part.output});
  }
  const auto forward = static_cast<std::ptrdiff_t>(path.steps.size());
  while (at >= 0 && !nth(parts_, at).is_backward && nth(parts_, at).activity >= 0) {
    path.steps.push_back({nth(parts_, at).activity, output});
    output = nth(parts_, at).output;
    at = nth(parts_, at).parent;
  }
  std::reverse(path.steps.begin() + forward, path.steps.end());
  return path;
}

}  // namespace kringwerk::matching
