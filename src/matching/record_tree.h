#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
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

/// A need or an offer as the search sees it first: 32 bytes.
struct TreeEntry {
  Spot at{};
  float value = 0;  ///< price·retention of a need, rounded up; 0 for an offer
  float kg = 0;     ///< rounded up
  std::int16_t from = 0, to = 0;
  std::uint32_t traits = 0;
  std::int32_t record = 0;
  ReachDays days() const { return reach_days({from, from, to, to}); }
};

/// Bounds over the entries of a part of a tree.
struct TreeSummary {
  Spot low{2, 2, 2}, high{-2, -2, -2};
  float best = -1e30F, worst = 1e30F, most_kg = 0, least_kg = 1e30F;
  ShortDays span{};
  std::uint8_t lowest_grade = 255, highest_grade = 0;
  bool has_minimum = false;
  PermitBits some_permits = 0, all_permits = ~PermitBits{0};
  Audience audience = 0;

  void add(const TreeEntry& entry, const Traits& traits);
  void add(const TreeSummary& other);
  ReachDays days() const { return reach_days(span); }
  double chord_at_least(Spot from) const {
    const auto gap = [](float at, float lowest, float highest) {
      return std::max(std::max(lowest - at, at - highest), 0.0F);
    };
    return chord_between({gap(from.x, low.x, high.x), gap(from.y, low.y, high.y), gap(from.z, low.z, high.z)}, Spot{});
  }
  double chord_at_most(Spot from) const;
};

/// The needs that accept one material, or the offers of it, in boxes of boxes. Near, alike in value and alike in
/// amount stand together. Changing one entry touches the boxes on its way only.
class RecordTree {
 public:
  struct Node {
    TreeSummary summary{};
    /// Entries stand in the order of their first day: what begins too late is skipped at once, and whether the next one
    /// fits is mostly what was so for the last.
    std::variant<std::vector<TreeEntry>, std::vector<Node>> parts{};  ///< the smallest boxes have entries, others boxes

    std::span<const TreeEntry> entries() const {
      const auto* list = std::get_if<std::vector<TreeEntry>>(&parts);
      return list == nullptr ? std::span<const TreeEntry>() : *list;
    }
    std::span<const Node> children() const {
      const auto* list = std::get_if<std::vector<Node>>(&parts);
      return list == nullptr ? std::span<const Node>() : *list;
    }
    bool is_bare() const { return entries().empty() && children().empty(); }
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

  bool is_empty() const { return root_.is_bare(); }
  const Node& root() const { return root_; }
  std::size_t bytes() const;

  template <class Take>
  void for_each(Take take) const {
    visit(root_, take);
  }

 private:
  template <class Take>
  static void visit(const Node& node, Take& take) {
    for (const TreeEntry& entry : node.entries()) take(entry);
    for (const Node& child : node.children()) visit(child, take);
  }

  Node root_{};
  Scale scale_{};
};

}  // namespace kringwerk::matching
