#include "matching/price_index.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

constexpr int kLeafEntries = 16;
constexpr int kGroupLeaves = 16;

double along(const Place& place, int axis) {
  return axis == 0 ? place.x : axis == 1 ? place.y : place.z;
}

double outside(double low, double high, double value) {
  return std::max({low - value, value - high, 0.0});
}

void widen(Place& low, Place& high, const Place& more_low, const Place& more_high) {
  low = {std::min(low.x, more_low.x), std::min(low.y, more_low.y), std::min(low.z, more_low.z)};
  high = {std::max(high.x, more_high.x), std::max(high.y, more_high.y), std::max(high.z, more_high.z)};
}

bool comes_first(const Priced& a, const Priced& b) {
  return a.value != b.value ? a.value > b.value : a.id < b.id;
}

}  // namespace

PriceIndex::PriceIndex(const PlanNetwork& network, IndexSide side)
    : network_(network), side_(side), tau_(network.instance.policy.tau_eur_per_tkm) {
  std::vector<std::vector<int>> by_material(network.instance.materials.size());
  const bool first_half = side == IndexSide::needs || side == IndexSide::offers;
  const int middle = takers() ? network.needs() : network.offers();
  const int all = takers() ? size_of(network.takers) : size_of(network.sources);
  for (int id = first_half ? 0 : middle; id < (first_half ? middle : all); ++id) {
    if (!takers()) {
      nth(by_material, nth(network.sources, id).material).push_back(id);
      continue;
    }
    for (const int material : network.materials_of(id)) nth(by_material, material).push_back(id);
  }
  for (int material = 0; material < size_of(by_material); ++material) {
    const int begin = size_of(entries_);
    for (const int id : nth(by_material, material)) entries_.push_back(entry_of(id));
    const int first_group = size_of(groups_);
    if (begin < size_of(entries_)) {
      order(begin, size_of(entries_));
      add_boxes(begin, size_of(entries_));
    }
    materials_.push_back({first_group, size_of(groups_)});
    for (int i = begin; i < size_of(entries_); ++i) bases_.push_back(base(nth(entries_, i), material));
  }
  for (const Entry& entry : entries_) {
    entry_lanes_.add(entry.at, entry.at);
    fit_.add(entry.easy, entry.window);
  }
  for (const Box& leaf : leaves_) leaf_lanes_.add(leaf.low, leaf.high);
  entry_lanes_.close();
  leaf_lanes_.close();
  fit_.close();
}

PriceIndex::Entry PriceIndex::entry_of(int id) const {
  if (takers()) {
    const PlanTaker& taker = nth(network_.takers, id);
    return {taker.at, 0, id, taker.min_grade, taker.permits, taker.window};
  }
  const PlanSource& source = nth(network_.sources, id);
  return {source.at, 0, id, -source.grade, source.permits, source.window};
}

double PriceIndex::base(const Entry& entry, int material) const {
  if (!takers()) return 0;
  const double worth = side_ == IndexSide::needs ? network_.worth(entry.id, material) : 0;
  return worth - network_.instance.policy.k_eur_per_t;
}

/// Neighbours in space become neighbours in the list: halves along the longest side, down to leaves.
void PriceIndex::order(int begin, int end) {
  if (end - begin <= kLeafEntries) return;
  Place low = nth(entries_, begin).at, high = low;
  for (int i = begin; i < end; ++i) widen(low, high, nth(entries_, i).at, nth(entries_, i).at);
  int axis = 0;
  for (int other = 1; other < 3; ++other) {
    if (along(high, other) - along(low, other) > along(high, axis) - along(low, axis)) axis = other;
  }
  const int leaves = (end - begin + kLeafEntries - 1) / kLeafEntries;
  const int middle = begin + leaves / 2 * kLeafEntries;
  const auto iterator = [&](int position) { return entries_.begin() + position; };
  std::nth_element(iterator(begin), iterator(middle), iterator(end), [&](const Entry& a, const Entry& b) {
    return along(a.at, axis) != along(b.at, axis) ? along(a.at, axis) < along(b.at, axis) : a.id < b.id;
  });
  order(begin, middle);
  order(middle, end);
}

void PriceIndex::add_boxes(int begin, int end) {
  const int first_leaf = size_of(leaves_);
  for (int from = begin; from < end; from += kLeafEntries) {
    Box leaf{.low = nth(entries_, from).at, .begin = from, .end = std::min(end, from + kLeafEntries)};
    leaf.high = leaf.low;
    leaf.easy = std::numeric_limits<int>::max();
    for (int i = leaf.begin; i < leaf.end; ++i) {
      widen(leaf.low, leaf.high, nth(entries_, i).at, nth(entries_, i).at);
      leaf.easy = std::min(leaf.easy, nth(entries_, i).easy);
    }
    leaves_.push_back(leaf);
  }
  for (int from = first_leaf; from < size_of(leaves_); from += kGroupLeaves) {
    Box group = nth(leaves_, from);
    group.begin = from;
    group.end = std::min(size_of(leaves_), from + kGroupLeaves);
    for (int i = group.begin; i < group.end; ++i) {
      widen(group.low, group.high, nth(leaves_, i).low, nth(leaves_, i).high);
      group.easy = std::min(group.easy, nth(leaves_, i).easy);
    }
    groups_.push_back(group);
  }
}

void PriceIndex::set(const std::vector<double>& price) {
  const double sign = side_ == IndexSide::activities ? 1 : -1;
  constexpr double kNothing = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    entries_[i].value = bases_[i] + sign * nth(price, entries_[i].id);
    entry_lanes_.set_value(i, entries_[i].value);
  }
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    Box& box = leaves_[leaf];
    box.value = kNothing;
    for (int i = box.begin; i < box.end; ++i) box.value = std::max(box.value, nth(entries_, i).value);
    leaf_lanes_.set_value(leaf, box.value);
  }
  entry_lanes_.set_slack(tau_);
  leaf_lanes_.set_slack(tau_);
  for (Box& group : groups_) {
    group.value = kNothing;
    for (int i = group.begin; i < group.end; ++i) group.value = std::max(group.value, nth(leaves_, i).value);
  }
}

PriceIndex::Query PriceIndex::query_of_source(int source) const {
  const PlanSource& from = nth(network_.sources, source);
  return {from.at, from.grade, from.permits, from.window, source, from.material};
}

PriceIndex::Query PriceIndex::query_of_taker(int taker, int material) const {
  const PlanTaker& to = nth(network_.takers, taker);
  return {to.at, -to.min_grade, to.permits, to.window, taker, material};
}

/// Never below the value of anything in the box: a chord is not longer than the way along the surface.
double PriceIndex::bound(const Box& box, const Query& query) const {
  if (box.easy > query.easy) return -std::numeric_limits<double>::infinity();
  const double x = outside(box.low.x, box.high.x, query.at.x);
  const double y = outside(box.low.y, box.high.y, query.at.y);
  const double z = outside(box.low.z, box.high.z, query.at.z);
  return box.value - tau_ * std::sqrt(x * x + y * y + z * z);
}

bool PriceIndex::permits_allow(const Entry& entry, const Query& query) const {
  return takers() ? network_.permits_allow(query.permits, entry.permits)
                  : network_.permits_allow(entry.permits, query.permits);
}

bool PriceIndex::within_reach(const Entry& entry, const Query& query, double km) const {
  return takers() ? network_.within_reach(km, query.id, entry.id) : network_.within_reach(km, entry.id, query.id);
}

/// Asks `take` for every entry that could be worth more than wanted, which may rise in between; the most promising
/// group first.
template <class Wanted, class Take>
void PriceIndex::walk(const Query& query, const Wanted& wanted, const Take& take) const {
  const Material& material = nth(materials_, query.material);
  const PriceLanes::Query at = PriceLanes::query(query.at);
  const auto visit_leaf = [&](int position) {
    const Box& leaf = nth(leaves_, position);
    if (leaf.easy > query.easy) return;
    for_lanes(
        leaf.begin, leaf.end,
        [&](int four) {
          return entry_lanes_.may_be_worth(four, at, wanted()) & fit_.fit(four, query.easy, query.window);
        },
        [&](int entry) { take(nth(entries_, entry)); });
  };
  const auto visit_group = [&](const Box& group) {
    for_lanes(
        group.begin, group.end, [&](int four) { return leaf_lanes_.may_be_worth(four, at, wanted()); }, visit_leaf);
  };
  const int promising = most_promising(material, query, wanted());
  if (promising < 0) return;
  visit_group(nth(groups_, promising));
  for (int group = material.first_group; group < material.last_group; ++group) {
    if (group != promising && bound(nth(groups_, group), query) > wanted()) visit_group(nth(groups_, group));
  }
}

Priced PriceIndex::best(const Query& query, double floor) const {
  Priced found{floor, -1};
  walk(
      query, [&] { return found.value; },
      [&](const Entry& entry) {
        if (!permits_allow(entry, query)) return;
        const double km = arc_km(chord_squared(entry.at, query.at));
        const double value = entry.value - tau_ * km;
        if (value > found.value && within_reach(entry, query, km)) found = {value, entry.id};
      });
  return found;
}

void PriceIndex::several(const Query& query, double floor, std::size_t count, std::vector<Priced>& found) const {
  found.clear();
  if (count == 0) return;
  const auto wanted = [&] { return found.size() == count ? std::max(floor, found.front().value) : floor; };
  walk(query, wanted, [&](const Entry& entry) {
    if (!permits_allow(entry, query)) return;
    const double km = arc_km(chord_squared(entry.at, query.at));
    const double value = entry.value - tau_ * km;
    if (value <= wanted() || !within_reach(entry, query, km)) return;
    if (found.size() == count) {
      std::pop_heap(found.begin(), found.end(), comes_first);
      found.pop_back();
    }
    found.push_back({value, entry.id});
    std::push_heap(found.begin(), found.end(), comes_first);
  });
  std::sort_heap(found.begin(), found.end(), comes_first);
}

/// The group of boxes with the highest bound above `floor`, −1 when there is none.
int PriceIndex::most_promising(const Material& material, const Query& query, double floor) const {
  int promising = -1;
  double highest = floor;
  for (int group = material.first_group; group < material.last_group; ++group) {
    const double above = bound(nth(groups_, group), query);
    if (above > highest) highest = above, promising = group;
  }
  return promising;
}

Priced PriceIndex::best_for_source(int source, double floor) const {
  return best(query_of_source(source), floor);
}

Priced PriceIndex::best_for_taker(int taker, int material, double floor) const {
  return best(query_of_taker(taker, material), floor);
}

void PriceIndex::several_for_source(int source, double floor, std::size_t count, std::vector<Priced>& found) const {
  several(query_of_source(source), floor, count, found);
}

void PriceIndex::several_for_taker(int taker, int material, double floor, std::size_t count,
                                   std::vector<Priced>& found) const {
  several(query_of_taker(taker, material), floor, count, found);
}

}  // namespace kringwerk::matching
