#pragma once

#include <unordered_map>
#include <vector>

#include "matching/record_tree.h"
#include "matching/stops.h"

namespace kringwerk::matching {

/// The needs and offers of an instance, a tree for each material. A need stands in the tree of every material it takes.
class RecordForest {
 public:
  RecordForest() = default;
  RecordForest(const Instance& instance, const ArcRules& rules);

  const RecordTree& needs(int material) const { return needs_[static_cast<std::size_t>(material)]; }
  const RecordTree& offers(int material) const { return offers_[static_cast<std::size_t>(material)]; }
  const Traits& traits(std::uint32_t number) const { return traits_[number]; }

  /// The entry of a record as it stands in `instance`; interns its traits.
  TreeEntry entry_of_need(const Instance& instance, int need, int material);
  TreeEntry entry_of_offer(const Instance& instance, int offer);

  void add_need(const Instance& instance, int need);
  void remove_need(const Instance& instance, int need);
  void add_offer(const Instance& instance, int offer);
  void remove_offer(const Instance& instance, int offer);
  std::size_t bytes() const;

 private:
  struct HashTraits {
    std::size_t operator()(const Traits& traits) const;
  };
  std::uint32_t intern(const Traits& traits);

  std::vector<RecordTree> needs_, offers_;
  std::vector<Traits> traits_;
  std::unordered_map<Traits, std::uint32_t, HashTraits> numbers_;
};

}  // namespace kringwerk::matching
