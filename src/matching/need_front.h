#pragma once

#include <algorithm>
#include <vector>

#include "matching/reach.h"

namespace kringwerk::matching {

/// The needs that one output reaches, of which those are kept that no other beats in both value and amount: all that a
/// bound can ask about. Unlike a Reach it promises nothing that is not there.
class NeedFront {
 public:
  /// What is of use only when at least so much arrives; beaten by what asks for no more.
  struct Guarded {
    Reach::Stair stair{};
    float least_kg = 0;
    int need = -1;
  };

  /// € per tonne after the haul, at least the true one, and the amount.
  bool is_beaten(Reach::Stair stair, float least_kg = 0) const;
  void add(Reach::Stair stair, int need, const ReachDays& days, float least_kg = 0);
  /// Positions of the needs kept that ask for no least amount.
  const std::vector<int>& needs() const { return needs_; }
  template <class Is>
  bool has_need_that(Is is) const {
    return std::any_of(needs_.begin(), needs_.end(), is) ||
           std::any_of(guarded_.begin(), guarded_.end(), [&](const Guarded& one) { return is(one.need); });
  }

  bool is_possible() const { return !stairs_.empty() || !guarded_.empty(); }
  const std::vector<Guarded>& guarded() const { return guarded_; }
  int count() const { return static_cast<int>(stairs_.size()); }
  /// Largest amount first, best value last.
  const Reach::Stair& stair(int position) const { return stairs_[static_cast<std::size_t>(position)]; }
  double least_minimum() const { return 0; }
  const ReachDays& days() const { return days_; }

 private:
  void widen(const ReachDays& days);

  std::vector<Reach::Stair> stairs_;
  std::vector<int> needs_;
  std::vector<Guarded> guarded_;
  ReachDays days_{};
};

}  // namespace kringwerk::matching
