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
using Leaf = std::vector<TreeEntry>;
using Boxes = std::vector<Node>;
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
  for (const TreeEntry& entry : node.entries()) node.summary.add(entry, traits[entry.traits]);
  for (const Node& child : node.children()) node.summary.add(child.summary);
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

bool begins_before(const TreeEntry& a, const TreeEntry& b) {
  return a.from < b.from;
}

Node built(Entries entries, const std::vector<Traits>& traits, const RecordTree::Scale& scale) {
  Node node;
  if (entries.size() <= kLeaf) {
    Leaf leaf(entries.begin(), entries.end());
    std::sort(leaf.begin(), leaf.end(), begins_before);
    node.parts = std::move(leaf);
  } else {
    std::size_t most = kLeaf;
    while (most * kChildren < entries.size()) most *= kChildren;
    std::vector<Entries> groups;
    cut(entries, most, scale, groups);
    std::vector<Node> children;
    children.reserve(groups.size());
    for (const Entries group : groups) children.push_back(built(group, traits, scale));
    node.parts = std::move(children);
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
  if (node.entries().size() > kMostEntries) {
    Leaf& leaf = std::get<Leaf>(node.parts);
    Leaf half = split_off(leaf, scale);
    std::sort(leaf.begin(), leaf.end(), begins_before);
    std::sort(half.begin(), half.end(), begins_before);
    second.parts = std::move(half);
  }
  if (node.children().size() > RecordTree::kMostChildren) second.parts = split_off(std::get<Boxes>(node.parts), scale);
  if (second.is_bare()) return second;
  summarise(node, traits);
  summarise(second, traits);
  return second;
}

double away(const Node& node, const Key& wanted, const RecordTree::Scale& scale) {
  const Key key = key_of(node, scale);
  double sum = 0;
  for (std::size_t i = 0; i < key.size(); ++i) sum += (key[i] - wanted[i]) * (key[i] - wanted[i]);
  return sum;
}

void put(Node& node, const TreeEntry& entry, const std::vector<Traits>& traits, const RecordTree::Scale& scale) {
  node.summary.add(entry, traits[entry.traits]);
  if (Leaf* leaf = std::get_if<Leaf>(&node.parts)) {
    leaf->insert(std::upper_bound(leaf->begin(), leaf->end(), entry, begins_before), entry);
    return;
  }
  Boxes& children = std::get<Boxes>(node.parts);
  const Key wanted = key_of(entry, scale);
  Node* nearest = &children.front();
  double least = away(*nearest, wanted, scale);
  for (Node& child : children) {
    const double distance = away(child, wanted, scale);
    if (distance < least) nearest = &child, least = distance;
  }
  put(*nearest, entry, traits, scale);
  Node second = overflow(*nearest, traits, scale);
  if (!second.is_bare()) children.push_back(std::move(second));
}

bool covers(const TreeSummary& box, Spot at) {
  return box.low.x <= at.x && at.x <= box.high.x && box.low.y <= at.y && at.y <= box.high.y && box.low.z <= at.z &&
         at.z <= box.high.z;
}

bool take_from(Leaf& leaf, const TreeEntry& entry) {
  const auto at =
      std::find_if(leaf.begin(), leaf.end(), [&](const TreeEntry& one) { return one.record == entry.record; });
  if (at == leaf.end()) return false;
  leaf.erase(at);
  return true;
}

bool take(Node& node, const TreeEntry& entry, const std::vector<Traits>& traits);

bool take_from(Boxes& children, const TreeEntry& entry, const std::vector<Traits>& traits) {
  const auto at =
      std::find_if(children.begin(), children.end(), [&](Node& child) { return take(child, entry, traits); });
  if (at == children.end()) return false;
  if (!at->is_bare()) return true;
  std::swap(*at, children.back());
  children.pop_back();
  return true;
}

bool take(Node& node, const TreeEntry& entry, const std::vector<Traits>& traits) {
  if (!covers(node.summary, entry.at)) return false;
  Leaf* leaf = std::get_if<Leaf>(&node.parts);
  const bool found = leaf != nullptr ? take_from(*leaf, entry) : take_from(std::get<Boxes>(node.parts), entry, traits);
  if (found && node.is_bare()) node.parts = Leaf{};
  if (found) summarise(node, traits);
  return found;
}

std::size_t bytes_of(const Node& node) {
  if (const Leaf* leaf = std::get_if<Leaf>(&node.parts)) return leaf->capacity() * sizeof(TreeEntry);
  const Boxes& children = std::get<Boxes>(node.parts);
  std::size_t sum = children.capacity() * sizeof(Node);
  for (const Node& child : children) sum += bytes_of(child);
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
  one.span = {entry.from, entry.from, entry.to, entry.to};
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
  span.earliest_from = std::min(span.earliest_from, other.span.earliest_from);
  span.latest_from = std::max(span.latest_from, other.span.latest_from);
  span.earliest_to = std::min(span.earliest_to, other.span.earliest_to);
  span.latest_to = std::max(span.latest_to, other.span.latest_to);
  lowest_grade = std::min(lowest_grade, other.lowest_grade);
  highest_grade = std::max(highest_grade, other.highest_grade);
  has_minimum = has_minimum || other.has_minimum;
  some_permits |= other.some_permits;
  all_permits &= other.all_permits;
  audience |= other.audience;
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
  if (second.is_bare()) return;
  Boxes halves;
  halves.reserve(2);
  halves.push_back(std::move(root_));
  halves.push_back(std::move(second));
  root_.parts = std::move(halves);
  summarise(root_, traits);
}

void RecordTree::erase(const TreeEntry& entry, const std::vector<Traits>& traits) {
  take(root_, entry, traits);
}

std::size_t RecordTree::bytes() const {
  return sizeof(RecordTree) + bytes_of(root_);
}

}  // namespace kringwerk::matching
