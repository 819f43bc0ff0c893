#pragma once

#include <array>
#include <vector>

#include "matching/match_index.h"

namespace kringwerk::matching {

/// Bounds on what can follow an activity when the chain must end at one need or pass one activity. Made for one
/// question; holds only the activities from which the target can be reached within the steps of the question.
class TargetTable {
 public:
  /// `waiver`: the fault that a chain must have at exactly one arc, or none.
  TargetTable(const MatchIndex& index, Fault waiver, int max_steps);
  void aim_at_need(int position);
  void aim_at_activity(int activity);

  /// Activities that lead to the target, in the order in which they were found; of an activity itself too.
  const std::vector<int>& sources() const { return sources_; }
  bool leads_on(int activity) const { return numbers_[static_cast<std::size_t>(activity)] >= 0; }
  /// With exactly so many further activities (to the one aimed at; whatever follows that is included). Impossible when
  /// there is no such way. `waiver`: what is still to be used.
  const Reach& after(int activity, Fault waiver, int exactly) const {
    const int at = numbers_[static_cast<std::size_t>(activity)];
    if (at < 0) return nothing_;
    return reaches_[static_cast<std::size_t>(at)][static_cast<std::size_t>(exactly)][waiver == Fault::none ? 0 : 1];
  }
  /// Best value without the waiver, € per tonne; −∞ when there is none.
  double best_after(int activity) const;

 private:
  /// Without the waiver, and with it still to be used.
  using Pair = std::array<Reach, 2>;
  struct Edge {
    int activity = 0;
    Pair reach{};
  };

  void spread(std::vector<Edge> edge, int further);
  void join(std::vector<Edge>& next, const Slot& slot, const Edge& to);
  void keep(const Edge& edge, int further);
  Edge& edge_of(std::vector<Edge>& edge, int activity);

  const MatchIndex& index_;
  TableSources from_;
  Fault waiver_;
  int max_steps_;
  std::vector<int> numbers_;  ///< by activity, -1 where there is none
  std::vector<int> places_;   ///< in the edge that is being made
  std::vector<int> sources_;
  std::vector<std::array<Pair, kMostSteps>> reaches_;  ///< by number of further activities
  Reach nothing_{};
};

}  // namespace kringwerk::matching
