#pragma once

#include <functional>
#include <set>
#include <utility>
#include <vector>

#include "matching/arc_set.h"
#include "matching/clp_problem.h"
#include "matching/part_start.h"
#include "matching/whole_plan.h"

namespace kringwerk::matching {

/// One part in Clp with arcs added as they turn out to be worthwhile, until none is left among all allowed arcs.
class ExactModel {
 public:
  /// `start` may be null.
  ExactModel(const PlanNetwork& network, PartIndexes& indexes, Workers& workers, const PartStart* start);

  /// Adds arcs and solves until the proof over all arcs meets the value, or `stop` says so. Whether it came to its end.
  /// `improved` is called after every bout with prices that prove `bound()`.
  bool solve(const std::function<StopReason()>& stop, const std::function<void()>& improved);

  double value_eur() const { return problem_.objective_eur(); }
  const NodePrices& proof() const { return proof_; }
  double bound() const { return bound_; }
  WholePlan rounded() const;

  /// Adds the arcs that lose at most so much at the prices of the last solve.
  void add_near(double slack_eur_per_t);
  /// For questions "what if": limits may be changed, solved again on the arcs at hand, and changed back.
  ClpProblem& problem() { return problem_; }

 private:
  bool add_new(const ArcSet& found);
  ArcSet wanted() const;

  const PlanNetwork& network_;
  Workers& workers_;
  const PartStart* start_;
  PartIndexes& indexes_;
  ClpProblem problem_;
  NodePrices prices_, proof_;
  double bound_ = 0;
  std::vector<ClpProblem::Arc> arcs_;
  std::set<std::pair<int, int>> known_;
  bool is_solved_ = false;
};

}  // namespace kringwerk::matching
