#include "matching/chain_walk.h"

#include <algorithm>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

Fault fault_of(std::optional<Constraint> waived) {
  if (waived == Constraint::grade) return Fault::grade;
  if (waived == Constraint::permit) return Fault::permit;
  return waived == Constraint::max_km ? Fault::max_km : Fault::none;
}

bool is_same(const ChainPath& a, const ChainPath& b) {
  return a.offer == b.offer && a.need == b.need && a.steps == b.steps;
}

ReachDays days_of(const Window& window) {
  return {window.from, window.from, window.to, window.to};
}

}  // namespace

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

ChainWalk::ChainWalk(const MatchIndex& index, WalkPlan plan)
    : index_(index),
      instance_(index.instance()),
      plan_(plan),
      waiver_(fault_of(plan.waived)),
      bound_{plan.waived, static_cast<double>(plan.basis_kg), index.slack()} {
  if (plan.kind == QueryKind::offer) start_from_offer();
  if (plan.kind == QueryKind::need) start_from_need();
  if (plan.kind != QueryKind::activity || plan.max_steps == 0) return;
  start_from_activity(waiver_, Fault::none);
  if (waiver_ != Fault::none) start_from_activity(Fault::none, waiver_);
}

void ChainWalk::start_from_offer() {
  const Offer& offer = nth(instance_.offers, plan_.record);
  const auto kg = static_cast<double>(offer.kg);
  Part part{.waiver = waiver_};
  part.state.most_kg = part.state.least_kg = part.state.free_kg = kg;
  part.state.days = days_of(offer.window);
  parts_.push_back(part);
  const ArcEnd end{spot_of(offer.at), offer.grade, bits_of(offer.permit)};
  sights_.push_back({.state = part.state, .end = end, .fault = waiver_});
  see_set(sights_.back());
  weigh_box(0, index_.forest().needs(offer.material).root());
  if (plan_.max_steps == 0) return;
  for (const int next : index_.stops().takers(offer.material)) enter(0, end, -1, part.state, next);
}

void ChainWalk::start_from_need() {
  const Need& need = nth(instance_.needs, plan_.record);
  const auto kg = static_cast<double>(need.kg);
  Part part{.need = plan_.record, .waiver = waiver_, .is_backward = true};
  part.state.most_kg = part.state.least_kg = part.state.free_kg = kg;
  part.state.most_minimum = static_cast<double>(need.min_kg);
  part.state.days = days_of(need.window);
  parts_.push_back(part);
  open_backwards(0);
}

void ChainWalk::start_from_activity(Fault ahead, Fault behind) {
  const Stop& stop = index_.stops().stop(plan_.record);
  const Reach& before = index_.tables().before(plan_.record, behind, plan_.max_steps - 1);
  if (!before.is_possible()) return;
  Part part{.activity = plan_.record, .depth = 1, .waiver = ahead, .other = behind};
  part.state.most_kg = part.state.least_kg = part.state.least_capacity = stop.capacity;
  part.state.most_minimum = stop.minimum;
  part.state.days = before.days();
  part.state.other = &before;
  add_part(part, index_.tables().after(plan_.record, ahead, plan_.max_steps - 1));
}

void ChainWalk::add_part(const Part& part, const Reach& ahead) {
  if (!ahead.is_possible()) return;
  const auto limit = bound_(part.state, ArcValue{}, ahead);
  if (!limit) return;
  parts_.push_back(part);
  push({.bound = *limit, .kind = Kind::part, .index = size_of(parts_) - 1});
}

void ChainWalk::open(int at) {
  const Stop& stop = index_.stops().stop(nth(parts_, at).activity);
  for (int slot = stop.first_slot; slot < stop.first_slot + stop.outputs; ++slot) leave(at, slot);
}

void ChainWalk::leave(int at, int slot_number) {
  const Part& part = nth(parts_, at);
  const Slot& slot = index_.stops().slot(slot_number);
  WalkState state = part.state;
  state.value += state.carried * slot.own_value;
  state.low_value += state.carried * slot.own_value;
  state.carried *= slot.yield;
  const int lead_days = index_.stops().stop(slot.activity).lead_days;
  state.days = shifted(state.days, lead_days);
  state.lead_days += lead_days;
  const Reach& needs = index_.tables().needs(slot_number, part.waiver);
  const bool goes_on = part.depth < plan_.max_steps;
  if (needs.is_possible()) {
    if (const auto limit = bound_(state, ArcValue{}, needs)) {
      sights_.push_back({.state = state, .part = at, .output = slot.output, .end = slot.end, .fault = part.waiver});
      see_set(sights_.back());
      push({.bound = *limit,
            .kind = Kind::box,
            .index = size_of(sights_) - 1,
            .box = &index_.forest().needs(slot.material).root()});
    }
  }
  if (!goes_on) return;
  for (const int next : index_.stops().takers(slot.material)) enter(at, slot.end, slot.output, state, next);
}

void ChainWalk::enter(int from, const ArcEnd& source, int output, const WalkState& state, int activity) {
  const Stop& stop = index_.stops().stop(activity);
  if ((stop.audience & plan_.sees) == 0) return;
  const ArcRules& rules = index_.rules();
  const double chord = chord_between(source.at, stop.end.at);
  const FaultSet faults = rules.faults(source, stop.end, chord);
  if (faults.is_empty()) return;
  const Fault waiver = nth(parts_, from).waiver, other = nth(parts_, from).other;
  const int depth = nth(parts_, from).depth + 1;
  Part part{.state = state, .parent = from, .activity = activity, .output = output, .depth = depth, .other = other};
  WalkState& on = part.state;
  on.value -= on.carried * rules.haul_at_least(chord);
  if (plan_.waived == Constraint::value) on.low_value -= on.carried * rules.haul_at_most(chord);
  on.most_kg = std::min(on.most_kg, stop.capacity / on.carried);
  on.least_kg = std::min(on.least_kg, stop.capacity / on.carried);
  on.least_capacity = std::min(on.least_capacity, stop.capacity / on.carried);
  on.most_minimum = std::max(on.most_minimum, stop.minimum / on.carried);
  for (const Fault arc : kFaults) {
    if (!faults.has(arc) || !passes(arc, waiver)) continue;
    part.waiver = left_after(arc, waiver);
    add_part(part, index_.tables().after(activity, part.waiver, plan_.max_steps - depth));
  }
}

void ChainWalk::open_backwards(int at) {
  const Part part = nth(parts_, at);
  const bool from_need = part.activity < 0;
  const Need* need = from_need ? &nth(instance_.needs, part.need) : nullptr;
  const ArcEnd end = from_need ? ArcEnd{spot_of(need->at), need->min_grade, bits_of(need->permits)}
                               : index_.stops().stop(part.activity).end;
  for (const int material : from_need ? need->materials : nth(instance_.activities, part.activity).materials) {
    const double price = from_need ? nth(instance_.materials, material).price_eur_per_t * need->retention : 0;
    Sight sight{.state = part.state, .part = at, .end = end, .fault = part.waiver, .finds_offers = true};
    sight.state.value += price;
    sight.state.low_value += price;
    see_set(sight);
    if (!is_set_closed || !is_set_closed(sight.workshops)) {
      sights_.push_back(sight);
      weigh_box(size_of(sights_) - 1, index_.forest().offers(material).root());
    }
    if (part.depth == plan_.max_steps) continue;
    for (const int slot : index_.stops().makers(material)) feed(at, end, sight.state, slot);
  }
}

void ChainWalk::feed(int from, const ArcEnd& taker, const WalkState& state, int slot_number) {
  const Slot& slot = index_.stops().slot(slot_number);
  const Stop& stop = index_.stops().stop(slot.activity);
  if ((stop.audience & plan_.sees) == 0) return;
  const ArcRules& rules = index_.rules();
  const double chord = chord_between(slot.end.at, taker.at);
  const FaultSet faults = rules.faults(slot.end, taker, chord);
  if (faults.is_empty()) return;
  const Fault waiver = nth(parts_, from).waiver;
  const int depth = nth(parts_, from).depth + 1;
  Part part{.state = state, .parent = from, .activity = slot.activity, .output = slot.output, .depth = depth};
  part.need = nth(parts_, from).need;
  part.is_backward = true;
  WalkState& on = part.state;
  on.value = slot.own_value + slot.yield * (state.value - rules.haul_at_least(chord));
  if (plan_.waived == Constraint::value) {
    on.low_value = slot.own_value + slot.yield * (state.low_value - rules.haul_at_most(chord));
  }
  on.most_kg = std::min(stop.capacity, state.most_kg / slot.yield);
  on.least_kg = std::min(stop.capacity, state.least_kg / slot.yield);
  on.free_kg = state.free_kg / slot.yield;
  on.least_capacity = std::min(stop.capacity, state.least_capacity / slot.yield);
  on.most_minimum = std::max(stop.minimum, state.most_minimum / slot.yield);
  on.days = shifted(state.days, -stop.lead_days);
  for (const Fault arc : kFaults) {
    if (!faults.has(arc) || !passes(arc, waiver)) continue;
    part.waiver = left_after(arc, waiver);
    add_part(part, index_.tables().before(slot.activity, part.waiver, plan_.max_steps - depth));
  }
}

std::optional<Candidate> ChainWalk::next() {
  while (!heap_.empty()) {
    const Item item = pop();
    if (item.kind == Kind::part) {
      if (nth(parts_, item.index).is_backward) {
        open_backwards(item.index);
      } else {
        open(item.index);
      }
    } else if (item.kind == Kind::box) {
      open_box(item.index, *item.box);
    } else if (item.kind == Kind::record) {
      judge(item.index, item.record);
    } else if (Candidate& found = nth(candidates_, item.index);
               !last_ || !is_same(*last_, found.path)) {  // An arc at the very limit may have been walked both ways.
      last_ = found.path;
      return std::move(found);
    }
  }
  return std::nullopt;
}

void ChainWalk::push(const Item& item) {
  if (plan_.only_first && found_ && item.bound < *found_) return;
  heap_.push_back(item);
  std::push_heap(heap_.begin(), heap_.end(), [&](const Item& a, const Item& b) { return is_below(a, b); });
}

ChainWalk::Item ChainWalk::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), [&](const Item& a, const Item& b) { return is_below(a, b); });
  const Item item = heap_.back();
  heap_.pop_back();
  return item;
}

bool ChainWalk::is_below(const Item& a, const Item& b) const {
  if (a.bound != b.bound) return a.bound < b.bound;
  if ((a.kind == Kind::candidate) != (b.kind == Kind::candidate)) return a.kind == Kind::candidate;
  if (a.kind == Kind::candidate) return comes_before(instance_, nth(candidates_, b.index), nth(candidates_, a.index));
  // The latest first: where all bounds are alike, going deep finds a chain and keeps the heap small.
  return a.index < b.index;
}

}  // namespace kringwerk::matching
