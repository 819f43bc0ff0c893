#include "matching/record_tree.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace kringwerk::matching {

namespace {

constexpr std::size_t kLeaf = 32;  ///< entries in a box when a tree is built
constexpr std::size_t kMostEntries = 64;
constexpr std::size_t kChildren = 8;  ///< boxes in a box when a tree is built

using Node = RecordTree::Node;
using Entries = std::span<TreeEntry>;
using Key = std::array<double, 5>;

double doublings(float kg) {
  return std::log2(1 + static_cast<double>(kg));
}

Key key_of(const TreeEntry& entry, const RecordTree::Scale& scale) {
  return {static_cast<double>(entry.at.x) * scale.eur_per_chord, static_cast<double>(entry.at.y) * scale.eur_per_chord,
          static_cast<double>(entry.at.z) * scale.eur_per_chord, static_cast<double>(entry.value),
          doublings(entry.kg) * scale.eur_per_doubling};
}

Key key_of(const Node& node, const RecordTree::Scale& scale) {
  const TreeSummary& box = node.summary;
  const auto middle = [](float a, float b) { return (a + b) / 2; };
  return key_of(
      TreeEntry{.at = {middle(box.low.x, box.high.x), middle(box.low.y, box.high.y), middle(box.low.z, box.high.z)},
                .value = middle(box.best, box.worst),
                .kg = box.most_kg},
      scale);
}

template <class Part>
std::size_t widest(std::span<const Part> parts, const RecordTree::Scale& scale) {
  Key low, high;
  low.fill(1e300);
  high.fill(-1e300);
  for (const Part& part : parts) {
    const Key key = key_of(part, scale);
    for (std::size_t i = 0; i < key.size(); ++i) {
      low[i] = std::min(low[i], key[i]);
      high[i] = std::max(high[i], key[i]);
    }
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < low.size(); ++i) {
    if (high[i] - low[i] > high[best] - low[best]) best = i;
  }
  return best;
}

template <class Part>
void part_at(std::span<Part> parts, std::size_t middle, const RecordTree::Scale& scale) {
  const std::size_t along = widest(std::span<const Part>(parts), scale);
  const auto key = [&](const Part& part) { return key_of(part, scale)[along]; };
  std::nth_element(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(middle), parts.end(),
                   [&](const Part& a, const Part& b) { return key(a) < key(b); });
}

void summarise(Node& node, const std::vector<Traits>& traits) {
  node.summary = {};
  for (const TreeEntry& entry : node.entries) node.summary.add(entry, traits[entry.traits]);
  for (const Node& child : node.children) node.summary.add(child.summary);
}

/// Cuts entries into groups of at most `most` by halving along the widest extent, full ones as far as possible.
void cut(Entries entries, std::size_t most, const RecordTree::Scale& scale, std::vector<Entries>& groups) {
  if (entries.size() <= most) {
    groups.push_back(entries);
    return;
  }
  const std::size_t full = (entries.size() + most - 1) / most;
  const std::size_t middle = full / 2 * most;
  part_at(entries, middle, scale);
  cut(entries.first(middle), most, scale, groups);
  cut(entries.subspan(middle), most, scale, groups);
}

Node built(Entries entries, const std::vector<Traits>& traits, const RecordTree::Scale& scale) {
  Node node;
  if (entries.size() <= kLeaf) {
    node.entries.assign(entries.begin(), entries.end());
  } else {
    std::size_t most = kLeaf;
    while (most * kChildren < entries.size()) most *= kChildren;
    std::vector<Entries> groups;
    cut(entries, most, scale, groups);
    node.children.reserve(groups.size());
    for (const Entries group : groups) node.children.push_back(built(group, traits, scale));
  }
  summarise(node, traits);
  return node;
}

template <class Part>
std::vector<Part> split_off(std::vector<Part>& parts, const RecordTree::Scale& scale) {
  const std::size_t middle = parts.size() / 2;
  part_at(std::span<Part>(parts), middle, scale);
  const auto from = parts.begin() + static_cast<std::ptrdiff_t>(middle);
  std::vector<Part> second(std::make_move_iterator(from), std::make_move_iterator(parts.end()));
  parts.erase(from, parts.end());
  return second;
}

/// The second half of a box that has become too full, or an empty node.
Node overflow(Node& node, const std::vector<Traits>& traits, const RecordTree::Scale& scale) {
  Node second;
  if (node.entries.size() > kMostEntries) second.entries = split_off(node.entries, scale);
  if (node.children.size() > RecordTree::kMostChildren) second.children = split_off(node.children, scale);
  if (second.entries.empty() && second.children.empty()) return second;
  summarise(node, traits);
  summarise(second, traits);
  return second;
}

bool is_bare(const Node& node) {
  return node.children.empty() && node.entries.empty();
}

double away(const Node& node, const Key& wanted, const RecordTree::Scale& scale) {
  const Key key = key_of(node, scale);
  double sum = 0;
  for (std::size_t i = 0; i < key.size(); ++i) sum += (key[i] - wanted[i]) * (key[i] - wanted[i]);
  return sum;
}

void put(Node& node, const TreeEntry& entry, const std::vector<Traits>& traits, const RecordTree::Scale& scale) {
  node.summary.add(entry, traits[entry.traits]);
  if (node.children.empty()) {
    node.entries.push_back(entry);
    return;
  }
  const Key wanted = key_of(entry, scale);
  Node* nearest = &node.children.front();
  double least = away(*nearest, wanted, scale);
  for (Node& child : node.children) {
    const double distance = away(child, wanted, scale);
    if (distance < least) nearest = &child, least = distance;
  }
  put(*nearest, entry, traits, scale);
  Node second = overflow(*nearest, traits, scale);
  if (!is_bare(second)) node.children.push_back(std::move(second));
}

bool covers(const TreeSummary& box, Spot at) {
  return box.low.x <= at.x && at.x <= box.high.x && box.low.y <= at.y && at.y <= box.high.y && box.low.z <= at.z &&
         at.z <= box.high.z;
}

bool take(Node& node, const TreeEntry& entry, const std::vector<Traits>& traits) {
  if (!covers(node.summary, entry.at)) return false;
  bool found = false;
  for (std::size_t i = 0; i < node.entries.size() && !found; ++i) {
    if (node.entries[i].record != entry.record) continue;
    node.entries[i] = node.entries.back();
    node.entries.pop_back();
    found = true;
  }
  for (std::size_t i = 0; i < node.children.size() && !found; ++i) {
    found = take(node.children[i], entry, traits);
    if (!found || !is_bare(node.children[i])) continue;
    std::swap(node.children[i], node.children.back());
    node.children.pop_back();
  }
  if (found) summarise(node, traits);
  return found;
}

std::size_t bytes_of(const Node& node) {
  std::size_t sum = node.entries.capacity() * sizeof(TreeEntry) + node.children.capacity() * sizeof(Node);
  for (const Node& child : node.children) sum += bytes_of(child);
  return sum;
}

}  // namespace

PermitBits bits_of(const Permits& permits) {
  PermitBits bits = 0;
  for (const int permit : permits) bits |= PermitBits{1} << (static_cast<unsigned>(permit) % 64U);
  return bits;
}

void TreeSummary::add(const TreeEntry& entry, const Traits& traits) {
  TreeSummary one;
  one.low = one.high = entry.at;
  one.best = one.worst = entry.value;
  one.most_kg = one.least_kg = entry.kg;
  one.earliest_from = one.latest_from = entry.from;
  one.earliest_to = one.latest_to = entry.to;
  one.lowest_grade = one.highest_grade = static_cast<std::uint8_t>(traits.grade);
  one.has_minimum = traits.has_minimum;
  one.some_permits = one.all_permits = traits.permits;
  one.audience = traits.audience;
  add(one);
}

void TreeSummary::add(const TreeSummary& other) {
  low = {std::min(low.x, other.low.x), std::min(low.y, other.low.y), std::min(low.z, other.low.z)};
  high = {std::max(high.x, other.high.x), std::max(high.y, other.high.y), std::max(high.z, other.high.z)};
  best = std::max(best, other.best);
  worst = std::min(worst, other.worst);
  most_kg = std::max(most_kg, other.most_kg);
  least_kg = std::min(least_kg, other.least_kg);
  earliest_from = std::min(earliest_from, other.earliest_from);
  latest_from = std::max(latest_from, other.latest_from);
  earliest_to = std::min(earliest_to, other.earliest_to);
  latest_to = std::max(latest_to, other.latest_to);
  lowest_grade = std::min(lowest_grade, other.lowest_grade);
  highest_grade = std::max(highest_grade, other.highest_grade);
  has_minimum = has_minimum || other.has_minimum;
  some_permits |= other.some_permits;
  all_permits &= other.all_permits;
  audience |= other.audience;
}

double TreeSummary::chord_at_least(Spot from) const {
  const auto gap = [](float at, float lowest, float highest) { return std::max({lowest - at, at - highest, 0.0F}); };
  return chord_between({gap(from.x, low.x, high.x), gap(from.y, low.y, high.y), gap(from.z, low.z, high.z)}, Spot{});
}

double TreeSummary::chord_at_most(Spot from) const {
  const auto gap = [](float at, float lowest, float highest) {
    return std::max(std::abs(highest - at), std::abs(at - lowest));
  };
  return chord_between({gap(from.x, low.x, high.x), gap(from.y, low.y, high.y), gap(from.z, low.z, high.z)}, Spot{});
}

void RecordTree::build(std::vector<TreeEntry> entries, const std::vector<Traits>& traits, Scale scale) {
  scale_ = scale;
  root_ = built(Entries(entries), traits, scale);
}

void RecordTree::insert(const TreeEntry& entry, const std::vector<Traits>& traits) {
  put(root_, entry, traits, scale_);
  Node second = overflow(root_, traits, scale_);
  if (is_bare(second)) return;
  Node first = std::move(root_);
  root_ = {};
  root_.children.push_back(std::move(first));
  root_.children.push_back(std::move(second));
  summarise(root_, traits);
}

void RecordTree::erase(const TreeEntry& entry, const std::vector<Traits>& traits) {
  take(root_, entry, traits);
}

std::size_t RecordTree::bytes() const {
  return sizeof(RecordTree) + bytes_of(root_);
}

}  // namespace kringwerk::matching
