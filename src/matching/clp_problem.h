#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "matching/plan.h"
#include "matching/plan_bound.h"
#include "matching/plan_network.h"

namespace kringwerk::matching {

/// One part as a linear programme in Clp, to which arcs can be added. The only user of Clp.
class ClpProblem {
 public:
  struct Arc {
    int source = 0;
    int taker = 0;
    double value = 0;
  };

  explicit ClpProblem(const PlanNetwork& network);
  ~ClpProblem();
  ClpProblem(const ClpProblem&) = delete;
  ClpProblem& operator=(const ClpProblem&) = delete;

  void add(const std::vector<Arc>& arcs);
  /// Solves from where it stands; asks `stop` between bouts of pivots. Whether it came to an optimum.
  bool solve(const std::function<StopReason()>& stop);
  double objective_eur() const;
  /// Prices of the last solve, at least 0.
  void read_prices(NodePrices& prices) const;
  /// Tonnes through every activity, and on every arc in the order of adding.
  std::vector<double> throughput() const;
  std::vector<double> flows() const;

 private:
  struct Model;
  const PlanNetwork& network_;
  std::unique_ptr<Model> model_;
};

}  // namespace kringwerk::matching
