#include "matching/chain_walk.h"

#include <algorithm>
#include <utility>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

/// Memory of a harder question is given back.
constexpr std::size_t kMostItemsKept = 32'768;
constexpr std::size_t kMostKeysKept = 1024;

bool is_same(const ChainPath& a, const ChainPath& b) {
  return a.offer == b.offer && a.need == b.need && a.steps == b.steps;
}

ReachDays days_of(const Window& window) {
  return {window.from, window.from, window.to, window.to};
}

}  // namespace

Fault fault_of(std::optional<Constraint> waived) {
  if (waived == Constraint::grade) return Fault::grade;
  if (waived == Constraint::permit) return Fault::permit;
  return waived == Constraint::max_km ? Fault::max_km : Fault::none;
}

WorkshopSet workshops_of(const Instance& instance, const std::vector<Step>& steps) {
  WorkshopSet set;
  set.fill(-1);
  auto end = set.begin();
  for (const Step& step : steps) {
    const int workshop = nth(instance.activities, step.activity).workshop;
    const auto at = std::lower_bound(set.begin(), end, workshop);
    if (at != end && *at == workshop) continue;
    std::copy_backward(at, end, end + 1);
    *at = workshop;
    ++end;
  }
  return set;
}

ChainWalk::ChainWalk(const MatchIndex& index, WalkPlan plan, const TargetTable* table)
    : index_(index),
      instance_(index.instance()),
      plan_(plan),
      table_(table),
      waiver_(fault_of(plan.waived)),
      bound_{plan.waived, 1e6 / static_cast<double>(plan.basis_kg), index.slack()},
      room_(std::exchange(spare_room(), {})) {
  if (plan.kind == QueryKind::offer) {
    start_from_offer();
    return;
  }
  if (plan.kind == QueryKind::need) look_for_direct_offers();
  for (const int activity : table_->sources()) look_for_offers(activity);
}

ChainWalk::~ChainWalk() {
  if (room_.is_large()) return;
  room_.clear();
  spare_room() = std::move(room_);
}

bool ChainWalk::Room::is_large() const {
  return queue.room() > kMostItemsKept || sights.capacity() > kMostItemsKept / 8 || seen_needs.room() > kMostKeysKept ||
         seen_ways.room() > kMostKeysKept;
}

void ChainWalk::Room::clear() {
  parts.clear();
  sights.clear();
  candidates.clear();
  queue.clear();
  seen_needs.clear();
  seen_ways.clear();
}

ChainWalk::Room& ChainWalk::spare_room() {
  thread_local Room room;
  return room;
}

ChainWalk::Part ChainWalk::part_at(int offer) const {
  const Offer& from = nth(instance_.offers, offer);
  const auto kg = static_cast<double>(from.kg);
  Part part{.offer = offer, .waiver = waiver_};
  part.state.most_kg = part.state.least_kg = part.state.free_kg = kg;
  part.state.days = days_of(from.window);
  return part;
}

void ChainWalk::start_from_offer() {
  const Offer& offer = nth(instance_.offers, plan_.record);
  room_.parts.push_back(part_at(plan_.record));
  const ArcEnd end{spot_of(offer.at), offer.grade, bits_of(offer.permit)};
  const Sight sight{.state = room_.parts.back().state, .part = 0, .end = end, .fault = waiver_};
  const int at = add_sight(sight);
  weigh_box(at, index_.forest().needs(offer.material).root());
  if (plan_.max_steps == 0) return;
  enter_all(at, index_.stops().takers(offer.material));
}

void ChainWalk::look_for_direct_offers() {
  const Need& need = nth(instance_.needs, plan_.record);
  Sight sight{.end = {spot_of(need.at), need.min_grade, bits_of(need.permits)}, .fault = waiver_};
  sight.finds_offers = true;
  sight.state.most_kg = sight.state.least_kg = sight.state.free_kg = static_cast<double>(need.kg);
  sight.state.most_minimum = static_cast<double>(need.min_kg);
  sight.state.days = days_of(need.window);
  for (const int material : need.materials) {
    const double value = nth(instance_.materials, material).price_eur_per_t * need.retention;
    sight.state.value = sight.state.low_value = value;
    weigh_box(add_sight(sight), index_.forest().offers(material).root());
  }
}

void ChainWalk::look_for_offers(int activity) {
  if (!sees_activity(activity)) return;
  for (const Fault arc : kFaults) {
    if (!passes(arc, waiver_)) continue;
    for (int exactly = 0; exactly < plan_.max_steps; ++exactly) {
      const Reach& after = table_->after(activity, left_after(arc, waiver_), exactly);
      if (!after.is_possible()) continue;
      Sight sight{.end = index_.stops().stop(activity).end, .fault = arc, .finds_offers = true, .entry = activity};
      sight.to_go = exactly;
      sight.state.other = &after;
      sight.state.days = after.days();
      for (const int material : nth(instance_.activities, activity).materials) {
        room_.sights.push_back(sight);
        weigh_box(size_of(room_.sights) - 1, index_.forest().offers(material).root());
      }
    }
  }
}

/// An offer has been found for an activity: from here the walk goes forwards.
void ChainWalk::begin(const Sight& found, int position) {
  const Sight sight = found;
  const Offer& offer = nth(instance_.offers, position);
  room_.parts.push_back(part_at(position));
  room_.parts.back().to_go = sight.to_go + 1;
  const ArcEnd end{spot_of(offer.at), offer.grade, bits_of(offer.permit)};
  enter(add_sight({.state = room_.parts.back().state,
                   .part = size_of(room_.parts) - 1,
                   .end = end,
                   .fault = sight.fault,
                   .entry = sight.entry}),
        sight.entry);
}

bool ChainWalk::sees_activity(int activity) const {
  if (plan_.kind == QueryKind::activity && activity == plan_.record) return true;
  return (index_.stops().stop(activity).audience & plan_.sees) != 0;
}

std::optional<std::int64_t> ChainWalk::limit_of(const Part& part) const {
  if (const NeedFront* ways = ways_from(part)) {
    return ways->is_possible() ? bound_.by_front(part.state, *ways) : std::nullopt;
  }
  const bool is_aimed = table_ != nullptr && !part.has_passed;
  const Reach& rest = is_aimed ? table_->after(part.activity, part.waiver, part.to_go)
                               : index_.tables().after(part.activity, part.waiver, plan_.max_steps - part.depth);
  return rest.is_possible() ? bound_(part.state, ArcValue{}, rest) : std::nullopt;
}

/// Parts are made when they are opened, for most never are.
void ChainWalk::open(const Item& item) {
  const Sight& source = nth(room_.sights, item.index);
  if (plan_.kind == QueryKind::need && is_end_closed && is_end_closed(nth(room_.parts, source.part).offer)) return;
  const Stop& stop = index_.stops().stop(item.record);
  auto part = part_entered(source, item.record, chord_between(source.end.at, stop.end.at));
  if (!part) return;
  part->waiver = item.waiver;
  visit(*part);
  const auto limit = limit_of(*part);
  if (!limit) return;
  if (*limit < item.bound) {
    Item later = item;
    later.bound = *limit;
    return push(later);
  }
  room_.parts.push_back(*part);
  const int at = size_of(room_.parts) - 1;
  for (int slot = stop.first_slot; slot < stop.first_slot + stop.outputs; ++slot) leave(at, slot);
}

void ChainWalk::leave(int at, int number) {
  const Part& part = nth(room_.parts, at);
  const Slot& slot = index_.stops().slot(number);
  Sight sight{
      .state = part.state, .part = at, .output = slot.output, .slot = number, .end = slot.end, .fault = part.waiver};
  WalkState& state = sight.state;
  state.value += state.carried * slot.own_value;
  state.low_value += state.carried * slot.own_value;
  state.carried *= slot.yield;
  state.per_carried = 1 / state.carried;
  state.days = shifted(state.days, index_.stops().stop(slot.activity).lead_days);
  const bool is_aimed = table_ != nullptr && !part.has_passed;
  const bool goes_on = is_aimed ? part.to_go > 0 : part.depth < plan_.max_steps;
  if (plan_.kind == QueryKind::need && !goes_on) arrive(sight, slot);
  const bool may_end = plan_.kind == QueryKind::offer || (plan_.kind == QueryKind::activity && part.has_passed);
  const auto limit = may_end ? limit_of(sight, 0) : std::nullopt;
  if (!limit && !goes_on) return;
  const int from = add_sight(sight);
  if (limit) push({.bound = *limit, .kind = Kind::sight, .index = from});
  if (goes_on) enter_all(from, index_.stops().takers(slot.material));
}

/// At the need asked about, if it takes what the slot gives.
void ChainWalk::arrive(const Sight& sight, const Slot& slot) {
  const Need& need = nth(instance_.needs, plan_.record);
  if (!std::binary_search(need.materials.begin(), need.materials.end(), slot.material)) return;
  const ArcEnd end{spot_of(need.at), need.min_grade, bits_of(need.permits)};
  const double chord = chord_between(slot.end.at, end.at);
  if (!index_.rules().faults(slot.end, end, chord).has(sight.fault)) return;
  const double value = nth(instance_.materials, slot.material).price_eur_per_t * need.retention;
  const auto kg = static_cast<double>(need.kg);
  const auto minimum = static_cast<double>(need.min_kg);
  Reach reach;
  reach.add({value, kg}, value, days_of(need.window), {kg, minimum, minimum, kEndless});
  const ArcValue arc{-index_.rules().haul_at_least(chord), -index_.rules().haul_at_most(chord)};
  if (const auto limit = bound_(sight.state, arc, reach)) {
    push({.bound = *limit, .kind = Kind::record, .index = add_sight(sight), .record = plan_.record});
  }
}

bool ChainWalk::has_time() {
  constexpr int kBetween = 32;
  was_cut_short_ = was_cut_short_ || (is_late && ++taken_out_ % kBetween == 0 && is_late());
  return !was_cut_short_;
}

std::optional<Candidate> ChainWalk::next() {
  while (!room_.queue.is_empty() && has_time()) {
    const Item item = pop();
    if (item.kind == Kind::part) {
      open(item);
    } else if (item.kind == Kind::sight) {
      look(item);
    } else if (item.kind == Kind::box) {
      open_box(item.index, *item.box);
    } else if (item.kind == Kind::record) {
      judge(item.index, item.record);
    } else if (Candidate& found = nth(room_.candidates, item.index);
               !last_ || !is_same(*last_, found.path)) {  // An arc at the very limit may have been walked both ways.
      last_ = found.path;
      ++handed_out_;
      return std::move(found);
    }
  }
  return std::nullopt;
}

ChainWalk::Item ChainWalk::pop() {
  return room_.queue.pop([this](const Item& a, const Item& b) { return is_below(a, b); });
}

bool ChainWalk::is_below(const Item& a, const Item& b) const {
  if (a.bound != b.bound) [[likely]]
    return a.bound < b.bound;
  if ((a.kind == Kind::candidate) != (b.kind == Kind::candidate)) return a.kind == Kind::candidate;
  if (a.kind == Kind::candidate)
    return comes_before(instance_, nth(room_.candidates, b.index), nth(room_.candidates, a.index));
  // The latest first: where all bounds are alike, going deep finds a chain and keeps the heap small.
  return a.index < b.index;
}

}  // namespace kringwerk::matching
