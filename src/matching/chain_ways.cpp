#include <algorithm>

#include "matching/chain_walk.h"
#include "matching/nth.h"

/// The part of the walk that sharpens bounds where many parts of chains arrive at the same activity. The tables of the
/// index know neither the days of the offer that asks nor which needs are no longer wanted; thousands of ways to an
/// activity whose best needs are out of reach would each have to be opened to see that.
namespace kringwerk::matching {

namespace {

/// Windows have been looked at where the ways were gathered.
constexpr ReachDays kAnyDays{kOpenFrom, kOpenFrom, kOpenTo, kOpenTo};

constexpr int kVisitsAfterNews = 16;

}  // namespace

std::uint64_t ChainWalk::place_of_ways(const Part& part) const {
  const auto further = static_cast<std::uint64_t>(plan_.max_steps - part.depth);
  const auto from = static_cast<std::uint32_t>(part.state.days.earliest_from);
  return ((static_cast<std::uint64_t>(part.activity) * kMostSteps + further) << 32U) + from;
}

/// Null while the activity has not been visited often, and for questions that other tables serve.
const NeedFront* ChainWalk::ways_from(const Part& part) const {
  if (!has_ways_ || plan_.kind != QueryKind::offer) return nullptr;
  const SeenWays* seen = room_.seen_ways.find(place_of_ways(part));
  return seen == nullptr || !seen->is_made ? nullptr : &seen->front;
}

/// Looks closely at what follows, and again at twice as many visits: by then more has been seen of activities further
/// on. Sooner when needs may have been shut meanwhile.
void ChainWalk::visit(const Part& part) {
  if (plan_.kind != QueryKind::offer || plan_.waived) return;
  SeenWays& seen = room_.seen_ways[place_of_ways(part)];
  const int since = ++seen.visits - seen.made_at;
  const int due = std::max(plan_.visits_for_front, seen.made_at);
  if (since < (seen.is_made && seen.checked_at < handed_out_ ? std::min(due, kVisitsAfterNews) : due)) return;
  NeedFront front;
  gather_ways(part, front);
  seen = {seen.visits, seen.visits, handed_out_, true, std::move(front)};
  has_ways_ = true;
}

void ChainWalk::gather_ways(const Part& part, NeedFront& front) {
  const Stop& stop = index_.stops().stop(part.activity);
  for (int number = stop.first_slot; number < stop.first_slot + stop.outputs; ++number) {
    const Slot& slot = index_.stops().slot(number);
    Sight sight{.slot = number, .end = slot.end};
    sight.state.days = shifted(part.state.days, stop.lead_days);
    const Reach::Shift shift = shift_through({instance_, index_.rules(), index_.stops(), index_.forest()}, slot);
    if (const NeedFront* needs = front_of(sight, plan_.visits_for_front)) add_ways(front, *needs, shift);
    if (part.depth == plan_.max_steps) continue;
    for (const int next : index_.stops().takers(slot.material)) gather_ways_through(part, sight, next, front);
  }
}

void ChainWalk::gather_ways_through(const Part& part, const Sight& sight, int next, NeedFront& front) const {
  if (!sees_activity(next)) return;
  const Slot& slot = index_.stops().slot(sight.slot);
  const Stop& stop = index_.stops().stop(next);
  const double chord = chord_between(slot.end.at, stop.end.at);
  if (!index_.rules().faults(slot.end, stop.end, chord).has(Fault::none)) return;
  const Reach::Shift shift = shift_along({instance_, index_.rules(), index_.stops(), index_.forest()}, slot, chord);
  Part entered{.state = {.days = sight.state.days}, .activity = next, .depth = part.depth + 1};
  if (const NeedFront* ways = ways_from(entered)) return add_ways(front, *ways, shift);
  const Reach& after = index_.tables().after(next, Fault::none, plan_.max_steps - entered.depth);
  if (after.is_possible() && bound_.days_can_fit(entered.state.days, after.days())) add_ways(front, after, shift);
}

void ChainWalk::add_ways(NeedFront& front, const Reach& ahead, const Reach::Shift& shift) const {
  for (int i = 0; i < ahead.count(); ++i) add_way(front, ahead.stair(i), shift, 0);
}

void ChainWalk::add_ways(NeedFront& front, const NeedFront& ahead, const Reach::Shift& shift) const {
  for (int i = 0; i < ahead.count(); ++i) add_way(front, ahead.stair(i), shift, 0);
  for (const NeedFront::Guarded& one : ahead.guarded()) add_way(front, one.stair, shift, one.least_kg);
}

void ChainWalk::add_way(NeedFront& front, Reach::Stair stair, const Reach::Shift& shift, float least_kg) const {
  const double kg = std::min(shift.capacity, static_cast<double>(stair.kg) / shift.factor);
  front.add({float_up(shift.before + shift.factor * static_cast<double>(stair.value)), useful_kg(float_up(kg))}, -1,
            kAnyDays, float_down(static_cast<double>(least_kg) / shift.factor));
}

}  // namespace kringwerk::matching
