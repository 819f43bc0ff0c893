#include "matching/chain_walk.h"

#include <algorithm>
#include <cmath>

namespace kringwerk::matching {

ChainWalk::ChainWalk(const MatchIndex& index, const SuffixTable& table, WalkPlan plan)
    : index_(index), table_(table), plan_(plan) {
  if (plan_.offer >= 0) {
    start(plan_.offer);
    return;
  }
  for (std::size_t offer = 0; offer < index.instance().offers.size(); ++offer) start(static_cast<int>(offer));
}

void ChainWalk::start(int offer) {
  const Offer& from = index_.instance().offers[static_cast<std::size_t>(offer)];
  if (!from.in_period || from.kg == 0) return;
  const auto kg = static_cast<double>(from.kg);
  nodes_.push_back({.offer = offer, .most_kg = kg, .least_kg = kg, .duties = table_.target().duties()});
  const Node node = nodes_.back();
  const Exit exit{static_cast<int>(nodes_.size()) - 1, -1, 0, 1};
  const Source source = source_of(from);
  if (const auto fault = table_.ending(node.duties)) {
    const NeedList& list = list_of(Cursor{.node = exit.node, .fault = *fault});
    leave(exit, list.reach, {});
  }
  if (plan_.max_steps == 0) return;
  for (const int activity : index_.arcs().takers(from.material)) {
    bool leads_on = false;
    for (Duties duties = 0; duties <= node.duties; ++duties) {
      leads_on = leads_on || table_.at(activity, plan_.max_steps - 1, duties).is_possible();
    }
    if (!leads_on) continue;
    if (const auto arc = index_.arcs().arc_to_activity(source, activity)) enter(exit, *arc);
  }
}

/// The score of anything between two values is at most this, in millionths; nullopt when none of it can be listed.
std::optional<std::int64_t> ChainWalk::bound(double best_value, double worst_value, double most_kg,
                                             double least_kg) const {
  const double slack = index_.arcs().slack();
  const auto basis = static_cast<double>(plan_.basis_kg);
  const auto millionths = [](double score) { return std::llround(std::ceil(score * 1e6)) + 1; };
  if (plan_.waived == Constraint::value) {
    if (worst_value > slack) return std::nullopt;
    if (best_value + slack >= 0) return 1;
    return millionths((best_value + slack) * (least_kg / basis) * (1 - 1e-9));
  }
  if (best_value + slack <= 0 || most_kg <= 0) return std::nullopt;
  return millionths((best_value + slack) * (most_kg / basis) * (1 + 1e-9));
}

bool ChainWalk::days_can_meet(const Node& node, const Reach& ahead) const {
  const Window& window = index_.instance().offers[static_cast<std::size_t>(node.offer)].window;
  const int from = window.from + node.lead_days;
  const int to = window.to + node.lead_days;
  if (plan_.waived == Constraint::date) return from > ahead.earliest_to || to < ahead.latest_from;
  return ahead.latest_to >= from && ahead.earliest_from <= to;
}

bool ChainWalk::can_meet(const Node& node, const Reach& ahead) const {
  if (!ahead.is_possible() || !days_can_meet(node, ahead)) return false;
  const bool has_minimum = node.has_minimum || ahead.has_minimum;
  if (plan_.waived == Constraint::min_kg) return has_minimum;
  if (plan_.waived == Constraint::capacity) return has_minimum || node.has_zero_capacity || ahead.has_zero_capacity;
  return true;
}

void ChainWalk::enter(const Exit& exit, const NextArc& arc) {
  const Node& from = nodes_[static_cast<std::size_t>(exit.node)];
  const auto passed = table_.passing(arc.fault, from.duties);
  if (!passed) return;
  const Reach& ahead = table_.at(arc.activity, plan_.max_steps - from.depth - 1, *passed);
  Node node = from;
  node.parent = exit.node;
  node.from = {from.activity, exit.output};
  node.activity = arc.activity;
  node.value = exit.value + exit.carried * arc.value;
  node.carried = exit.carried;
  node.depth = from.depth + 1;
  node.duties = table_.entering(arc.activity, *passed);
  if (!can_meet(node, ahead)) return;
  if (plan_.waived != Constraint::capacity) node.most_kg = std::min(node.most_kg, ahead.most_kg / node.carried);
  node.least_kg = std::min(node.least_kg, ahead.least_kg / node.carried);
  const auto limit = bound(node.value + node.carried * ahead.best, node.value + node.carried * ahead.worst,
                           node.most_kg, node.least_kg);
  if (!limit) return;
  const Activity& entered = index_.instance().activities[static_cast<std::size_t>(arc.activity)];
  node.lead_days += entered.lead_days;
  node.has_minimum = node.has_minimum || entered.min_kg > 0;
  node.has_zero_capacity = node.has_zero_capacity || entered.capacity_kg == 0;
  nodes_.push_back(node);
  push({*limit, Kind::node, nodes_.size() - 1});
}

void ChainWalk::open(const Node& node, int at) {
  const Activity& activity = index_.instance().activities[static_cast<std::size_t>(node.activity)];
  for (std::size_t output = 0; output < activity.outputs.size(); ++output) {
    const double yield = activity.outputs[output].yield();
    if (yield <= 0) continue;
    const int slot = index_.arcs().slot(node.activity, static_cast<int>(output));
    const Exit exit{at, static_cast<int>(output), node.value + node.carried * index_.arcs().own_value(slot),
                    node.carried * yield};
    Reach needs;
    if (const auto fault = table_.ending(node.duties)) {
      needs = table_.target().need < 0 ? index_.arcs().needs(slot, *fault).reach
                                       : list_of(Cursor{.node = at, .output = exit.output, .fault = *fault}).reach;
    }
    leave(exit, needs, index_.arcs().next(slot));
  }
}

void ChainWalk::leave(const Exit& exit, const Reach& needs, std::span<const NextArc> next) {
  const Node node = nodes_[static_cast<std::size_t>(exit.node)];
  if (can_meet(node, needs)) {
    Cursor cursor{.node = exit.node,
                  .output = exit.output,
                  .value = exit.value,
                  .carried = exit.carried,
                  .most_kg = node.most_kg,
                  .least_kg = std::min(node.least_kg, needs.least_kg / exit.carried),
                  .fault = *table_.ending(node.duties)};
    if (plan_.waived != Constraint::capacity) cursor.most_kg = std::min(node.most_kg, needs.most_kg / exit.carried);
    if (const auto limit = bound(exit.value + exit.carried * needs.best, exit.value + exit.carried * needs.worst,
                                 cursor.most_kg, cursor.least_kg)) {
      cursors_.push_back(cursor);
      push({*limit, Kind::cursor, cursors_.size() - 1});
    }
  }
  if (node.depth == plan_.max_steps) return;
  for (const NextArc& arc : next) enter(exit, arc);
}

const NeedList& ChainWalk::list_of(const Cursor& cursor) {
  const ArcIndex& arcs = index_.arcs();
  const Node& node = nodes_[static_cast<std::size_t>(cursor.node)];
  const bool from_offer = cursor.output < 0;
  const int slot = from_offer ? -1 : arcs.slot(node.activity, cursor.output);
  const int wanted = table_.target().need;
  if (!from_offer && wanted < 0) {
    const NeedList& kept = arcs.needs(slot, cursor.fault);
    const bool starts_late = plan_.waived == Constraint::value;
    if (kept.is_complete || (cursor.position < kept.arcs.size() && !starts_late)) return kept;
  }
  auto& lists = from_offer ? offer_lists_ : lists_;
  const auto [at, fresh] = lists.try_emplace({from_offer ? node.offer : slot, cursor.fault});
  if (!fresh) return at->second;
  const Instance& instance = index_.instance();
  const Source source =
      from_offer ? source_of(instance.offers[static_cast<std::size_t>(node.offer)]) : arcs.source(slot);
  if (wanted < 0) {
    at->second = arcs.all_needs(source, cursor.fault);
  } else if (const Need& need = instance.needs[static_cast<std::size_t>(wanted)];
             std::binary_search(need.materials.begin(), need.materials.end(), source.material)) {
    const auto arc = arcs.arc_to_need(source, wanted);
    if (arc && arc->fault == cursor.fault) {
      at->second.arcs.push_back(*arc);
      at->second.reach = arcs.reach_of(wanted, arc->value);
    }
  }
  return at->second;
}

ChainPath ChainWalk::path_to(const Cursor& cursor, int need) const {
  const Node* node = &nodes_[static_cast<std::size_t>(cursor.node)];
  ChainPath path{node->offer, {}, need};
  if (cursor.output >= 0) path.steps.push_back({node->activity, cursor.output});
  while (node->parent >= 0 && node->from.activity >= 0) {
    path.steps.push_back(node->from);
    node = &nodes_[static_cast<std::size_t>(node->parent)];
  }
  std::reverse(path.steps.begin(), path.steps.end());
  return path;
}

void ChainWalk::advance(Cursor cursor) {
  const NeedList& list = list_of(cursor);
  if (plan_.waived == Constraint::value && cursor.position == 0) {
    const double slack = index_.arcs().slack();
    const auto first = std::partition_point(list.arcs.begin(), list.arcs.end(), [&](const NeedArc& arc) {
      return cursor.value + cursor.carried * arc.value > slack;
    });
    cursor.position = static_cast<std::size_t>(first - list.arcs.begin());
  }
  if (cursor.position == list.arcs.size()) return;
  const int need = list.arcs[cursor.position].need;
  ChainPath path = path_to(cursor, need);
  if (are_steps_closed && are_steps_closed(path.steps)) return;
  if (!is_need_closed || !is_need_closed(need)) {
    if (auto found = assess_chain(index_.instance(), std::move(path), plan_.basis_kg, plan_.waived)) {
      const std::int64_t score = found->millionths;
      candidates_.push_back(*std::move(found));
      push({score, Kind::candidate, candidates_.size() - 1});
    }
  }
  ++cursor.position;
  const NeedList& rest = list_of(cursor);
  if (cursor.position == rest.arcs.size()) return;
  const double value = cursor.value + cursor.carried * rest.arcs[cursor.position].value;
  if (const auto limit =
          bound(value, plan_.waived == Constraint::value ? -1 : value, cursor.most_kg, cursor.least_kg)) {
    cursors_.push_back(cursor);
    push({*limit, Kind::cursor, cursors_.size() - 1});
  }
}

std::optional<Candidate> ChainWalk::next() {
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), [&](const Entry& a, const Entry& b) { return is_below(a, b); });
    const Entry entry = heap_.back();
    heap_.pop_back();
    if (entry.kind == Kind::candidate) return candidates_[entry.position];
    if (entry.kind == Kind::cursor) {
      advance(cursors_[entry.position]);
    } else {
      open(Node{nodes_[entry.position]}, static_cast<int>(entry.position));
    }
  }
  return std::nullopt;
}

void ChainWalk::push(Entry entry) {
  heap_.push_back(entry);
  std::push_heap(heap_.begin(), heap_.end(), [&](const Entry& a, const Entry& b) { return is_below(a, b); });
}

bool ChainWalk::is_below(const Entry& a, const Entry& b) const {
  if (a.bound != b.bound) return a.bound < b.bound;
  if ((a.kind == Kind::candidate) != (b.kind == Kind::candidate)) return a.kind == Kind::candidate;
  if (a.kind == Kind::candidate) return candidates_[b.position].comes_before(candidates_[a.position]);
  return a.position > b.position;
}

}  // namespace kringwerk::matching
