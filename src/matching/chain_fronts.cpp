#include <algorithm>
#include <array>

#include "matching/chain_walk.h"
#include "matching/nth.h"

/// The part of the walk that sharpens bounds where many parts of chains arrive at the same slot. The tables of the
/// index count every need in, also those that are no longer wanted; thousands of ways to the same need would each have
/// to be opened to see that.
namespace kringwerk::matching {

const RecordTree::Node& ChainWalk::needs_in(const Sight& sight) const {
  return index_.forest().needs(index_.stops().slot(sight.slot).material).root();
}

/// A bound on the chains that end at a need seen from here.
std::optional<std::int64_t> ChainWalk::limit_of(const Sight& sight, int visits) {
  if (const NeedFront* front = front_of(sight, visits)) {
    return front->is_possible() ? bound_.by_front(sight.state, *front) : std::nullopt;
  }
  const Reach& needs = index_.tables().needs(sight.slot, sight.fault);
  return needs.is_possible() ? bound_(sight.state, ArcValue{}, needs) : std::nullopt;
}

void ChainWalk::look(const Item& item) {
  if (leads_nowhere(item.index)) return;
  const Sight& sight = nth(room_.sights, item.index);
  const auto limit = limit_of(sight, 1);
  if (!limit) return;
  if (*limit >= item.bound) return open_box(item.index, needs_in(sight));
  Item later = item;
  later.bound = *limit;
  push(later);
}

/// Null while the slot has not been visited often, and for questions that bounds on single amounts decide.
const NeedFront* ChainWalk::front_of(const Sight& sight, int visits) {
  if (plan_.waived && waiver_ == Fault::none) return nullptr;
  // The days of one offer differ by lead days only; those of many offers are left out.
  const std::int64_t from = plan_.kind == QueryKind::offer ? sight.state.days.earliest_from : 0;
  const auto place = static_cast<std::uint64_t>(sight.slot) * kFaults.size() + place_of(sight.fault);
  SeenNeeds& seen = room_.seen_needs[(place << 32U) + static_cast<std::uint32_t>(from)];
  seen.visits += visits;
  if (seen.visits < plan_.visits_for_front) return nullptr;
  const auto is_stale = [&] {
    return seen.checked_at < handed_out_ && is_end_closed && seen.front.has_need_that(is_end_closed);
  };
  if (!seen.is_made || is_stale()) {
    seen.is_made = true;
    seen.front = {};
    gather(sight, needs_in(sight), seen.front);
  }
  seen.checked_at = handed_out_;
  return &seen.front;
}

/// More than an offer has is of no use to it; so a front stays short.
float ChainWalk::useful_kg(float kg) const {
  return plan_.kind == QueryKind::offer ? std::min(kg, float_up(room_.parts.front().state.most_kg)) : kg;
}

/// The best value that a box can add to a front; nullopt when nothing of it can be of use there.
std::optional<double> ChainWalk::promise_of(const Sight& sight, const TreeSummary& box, const NeedFront& front) const {
  if (!fits(sight, box)) return std::nullopt;
  if (plan_.kind == QueryKind::offer && !bound_.days_can_fit(sight.state.days, box.days())) return std::nullopt;
  const double chord = box.chord_at_least(sight.end.at);
  const double value = static_cast<double>(box.best) - index_.rules().haul_at_least(chord);
  if (front.is_beaten({float_up(value), useful_kg(box.most_kg)})) return std::nullopt;
  return value;
}

/// The most promising boxes first: what they hold beats most of the others.
void ChainWalk::gather(const Sight& sight, const RecordTree::Node& box, NeedFront& front) const {
  for (const TreeEntry& entry : box.entries()) gather(sight, entry, front);
  std::array<std::pair<double, const RecordTree::Node*>, RecordTree::kMostChildren> promising;
  auto end = promising.begin();
  for (const RecordTree::Node& child : box.children()) {
    const auto value = promise_of(sight, child.summary, front);
    if (!value) continue;
    auto at = end++;
    for (; at != promising.begin() && (at - 1)->first < *value; --at) *at = *(at - 1);
    *at = {*value, &child};
  }
  for (auto at = promising.begin(); at != end; ++at) {
    if (promise_of(sight, at->second->summary, front)) gather(sight, *at->second, front);
  }
}

void ChainWalk::gather(const Sight& sight, const TreeEntry& entry, NeedFront& front) const {
  const Traits& traits = index_.forest().traits(entry.traits);
  if ((traits.audience & plan_.sees) == 0) return;
  if (plan_.kind == QueryKind::offer && !bound_.days_can_fit(sight.state.days, entry.days())) return;
  const double chord = chord_between(sight.end.at, entry.at);
  const Reach::Stair stair{float_up(static_cast<double>(entry.value) - index_.rules().haul_at_least(chord)),
                           useful_kg(entry.kg)};
  const float least = traits.has_minimum ? float_down(minimum_of(entry)) : 0;
  if (least > useful_kg(least) || front.is_beaten(stair, least)) return;
  if (!index_.rules().faults(sight.end, {entry.at, traits.grade, traits.permits}, chord).has(sight.fault)) return;
  if (is_end_closed && is_end_closed(entry.record)) return;
  front.add(stair, entry.record, entry.days(), least);
}

}  // namespace kringwerk::matching
