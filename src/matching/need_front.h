#pragma once

#include <utility>
#include <vector>

#include "matching/reach.h"

namespace kringwerk::matching {

/// The needs that one output reaches, of which those are kept that no other beats in both value and amount: all that a
/// bound can ask about. Unlike a Reach it promises nothing that is not there.
class NeedFront {
 public:
  /// € per tonne after the haul, at least the true one, and the amount.
  bool is_beaten(Reach::Stair stair) const;
  void add(Reach::Stair stair, int need, const ReachDays& days);
  /// Positions of the needs kept.
  const std::vector<int>& needs() const { return needs_; }

  bool is_possible() const { return !stairs_.empty(); }
  int count() const { return static_cast<int>(stairs_.size()); }
  /// Largest amount first, best value last.
  const Reach::Stair& stair(int position) const { return stairs_[static_cast<std::size_t>(position)]; }
  double least_minimum() const { return 0; }
  const ReachDays& days() const { return days_; }

 private:
  std::vector<Reach::Stair> stairs_;
  std::vector<int> needs_;
  ReachDays days_{};
};

}  // namespace kringwerk::matching
