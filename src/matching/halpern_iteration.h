#pragma once

#include <vector>

#include "matching/arc_lanes.h"
#include "matching/arc_set.h"
#include "matching/plan_bound.h"
#include "matching/plan_network.h"
#include "matching/workers.h"

namespace kringwerk::matching {

/// The first-order method for large parts, in single precision: reflected Halpern steps of the primal-dual hybrid
/// gradient (PDHG), restarted when they slow down. Plan and prices it holds are only nearly right at any time;
/// whole_plan and plan_bound make them so. Its work is cut into a number of blocks that the arcs alone decide: same
/// result for any number of threads. The matrix is never stored: an arc adds its tonnes at one source and one taker.
class HalpernIteration {
 public:
  /// Starts from the tonnes on the arcs, the prices and the throughput.
  HalpernIteration(const PlanNetwork& network, const ArcSet& arcs, Workers& workers, const NodePrices& prices,
                   const std::vector<double>& throughput, double weight);

  void run(int iterations);

  /// Into the arc set that it was made with.
  void read_tonnes(ArcSet& arcs) const;
  void read_prices(NodePrices& prices) const;
  const std::vector<double>& throughput() const { return throughput_; }
  /// How far prices move against tonnes, € per tonne; worth handing on to the next arc set.
  double weight() const { return weight_; }

 private:
  /// The prices of some rows, and how they move. A row's step is one over the tonnes that its columns can move.
  struct Rows {
    std::vector<double> price, anchor, step;
    double movement = 0;  ///< of the last step that was measured
    void set_anchor() { anchor = price; }
    void move(int row, double violation, double weight, double forward, bool measured);
  };
  struct Block {
    ArcLanes lanes;
    std::vector<float> arrived;  ///< per taker, and one for lanes without an arc
    double movement = 0;
  };

  void set_steps(const ArcSet& arcs);
  void set_anchors();
  void step(bool measured);
  template <bool measured>
  void move_arcs(Block& block, float forward);
  void move_throughput(double forward);
  void move_sources(double forward, bool measured);
  void move_takers(double forward, bool measured);
  void move_labour(double forward, bool measured);
  void measure();
  void restart();
  void balance();

  const PlanNetwork& network_;
  Workers& workers_;
  std::vector<Block> blocks_;
  Rows source_, taker_, labour_;
  std::vector<double> throughput_, throughput_anchor_, reflected_throughput_;
  std::vector<double> most_hours_;   ///< per workshop, the largest hours per tonne: the unit of its row
  std::vector<float> source_price_;  ///< and one for lanes without a source
  std::vector<float> source_left_;
  std::vector<float> pays_;  ///< what a taker asks of an arc: +w of a need, −ρ of an activity
  double weight_;
  double movement_ = 0;
  double first_residual_ = -1, last_residual_ = 0;
  int since_restart_ = 0, total_ = 0;
};

}  // namespace kringwerk::matching
