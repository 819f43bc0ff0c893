#pragma once

#include <cstdint>
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

  /// A limit that can be moved: supply of an offer and demand of a need (tonnes), capacity of an activity (tonnes),
  /// hours of a workshop that has a limit. Local positions.
  enum class Limit : std::uint8_t { offer, need, activity, workshop };
  double limit(Limit kind, int position) const;
  void set_limit(Limit kind, int position, double amount);
  /// After moved limits: the value on the arcs at hand, from the basis there is. Not to be interrupted: it takes few
  /// pivots.
  double value_again();
  /// Prices of the last solve, at least 0.
  void read_prices(NodePrices& prices) const;
  /// Tonnes through every activity, and on every arc in the order of adding.
  std::vector<double> throughput() const;
  std::vector<double> flows() const;

 private:
  struct Model;
  double* limit_place(Limit kind, int position) const;
  const PlanNetwork& network_;
  std::unique_ptr<Model> model_;
};

}  // namespace kringwerk::matching
