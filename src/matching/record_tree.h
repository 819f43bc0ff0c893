#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "matching/instance.h"
#include "matching/reach.h"
#include "matching/spot.h"

namespace kringwerk::matching {

/// Permit names as bits (position modulo 64): a bit that lacks is a name that lacks; the reverse holds up to 64 names.
using PermitBits = std::uint64_t;
PermitBits bits_of(const Permits& permits);

/// What many records have in common, kept once.
struct Traits {
  int grade = 0;           ///< of an offer; the least that a need takes
  PermitBits permits = 0;  ///< wanted by an offer; held by a need
  Audience audience = kEverybody;
  bool has_minimum = false;
  friend bool operator==(const Traits&, const Traits&) = default;
};

/// A day that fits 16 bits; days beyond them are moved to the end, so that comparing keeps its sense.
inline std::int16_t short_day(std::int64_t day) {
  return static_cast<std::int16_t>(day < -32'768 ? -32'768 : day > 32'767 ? 32'767 : day);
}

/// A short day stands for itself, or at its ends for all days beyond.
inline ReachDays reach_days(std::int16_t earliest_from, std::int16_t latest_from, std::int16_t earliest_to,
                            std::int16_t latest_to) {
  const auto least = [](std::int16_t day) { return day == -32'768 ? kOpenFrom : std::int32_t{day}; };
  const auto most = [](std::int16_t day) { return day == 32'767 ? kOpenTo : std::int32_t{day}; };
  return {least(earliest_from), most(latest_from), least(earliest_to), most(latest_to)};
}

/// A need or an offer as the search sees it first: 32 bytes.
struct TreeEntry {
  Spot at{};
  float value = 0;  ///< price·retention of a need, rounded up; 0 for an offer
  float kg = 0;     ///< rounded up
  std::int16_t from = 0, to = 0;
  std::uint32_t traits = 0;
  std::int32_t record = 0;
  ReachDays days() const { return reach_days(from, from, to, to); }
};

/// Bounds over the entries of a part of a tree.
struct TreeSummary {
  Spot low{2, 2, 2}, high{-2, -2, -2};
  float best = -1e30F, worst = 1e30F, most_kg = 0, least_kg = 1e30F;
  std::int16_t earliest_from = 32'767, latest_from = -32'768, earliest_to = 32'767, latest_to = -32'768;
  std::uint8_t lowest_grade = 255, highest_grade = 0;
  bool has_minimum = false;
  PermitBits some_permits = 0, all_permits = ~PermitBits{0};
  Audience audience = 0;

  void add(const TreeEntry& entry, const Traits& traits);
  void add(const TreeSummary& other);
  ReachDays days() const { return reach_days(earliest_from, latest_from, earliest_to, latest_to); }
  double chord_at_least(Spot from) const;
  double chord_at_most(Spot from) const;
};

/// The needs that accept one material, or the offers of it, in boxes of boxes. Near, alike in value and alike in
/// amount stand together. Changing one entry touches the boxes on its way only.
class RecordTree {
 public:
  struct Node {
    TreeSummary summary{};
    std::vector<Node> children{};
    std::vector<TreeEntry> entries{};  ///< only where there are no children
  };
  /// Boxes in a box.
  static constexpr std::size_t kMostChildren = 16;
  /// How much an extent counts when boxes are cut: € per tonne for each unit of chord, and for each doubling of kg.
  struct Scale {
    double eur_per_chord = 1;
    double eur_per_doubling = 1;
  };

  void build(std::vector<TreeEntry> entries, const std::vector<Traits>& traits, Scale scale);
  void insert(const TreeEntry& entry, const std::vector<Traits>& traits);
  /// `entry` as it was inserted.
  void erase(const TreeEntry& entry, const std::vector<Traits>& traits);

  bool is_empty() const { return root_.children.empty() && root_.entries.empty(); }
  const Node& root() const { return root_; }
  std::size_t bytes() const;

  template <class Take>
  void for_each(Take take) const {
    visit(root_, take);
  }

 private:
  template <class Take>
  static void visit(const Node& node, Take& take) {
    for (const TreeEntry& entry : node.entries) take(entry);
    for (const Node& child : node.children) visit(child, take);
  }

  Node root_{};
  Scale scale_{};
};

}  // namespace kringwerk::matching
