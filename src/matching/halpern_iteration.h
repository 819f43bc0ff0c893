#pragma once

#include <vector>

#include "matching/arc_set.h"
#include "matching/plan_bound.h"
#include "matching/plan_network.h"
#include "matching/workers.h"

namespace kringwerk::matching {

/// The first-order method for large parts, in single precision: reflected Halpern steps of the primal-dual hybrid
/// gradient (PDHG), restarted when they slow down. Plan and prices it holds are only nearly right at any time;
/// whole_plan and plan_bound make them so. Its work is cut into a fixed number of blocks: same result for any number of
/// threads. The matrix is never stored: an arc adds its tonnes at one source and one taker.
class HalpernIteration {
 public:
  /// Starts from the tonnes on the arcs, the prices and the throughput; `arcs` gets the new tonnes as it goes.
  HalpernIteration(const PlanNetwork& network, ArcSet& arcs, Workers& workers, const NodePrices& prices,
                   const std::vector<double>& throughput, double weight);

  void run(int iterations);

  void read_prices(NodePrices& prices) const;
  const std::vector<double>& throughput() const { return throughput_; }
  /// How far prices move against tonnes, € per tonne; worth handing on to the next arc set.
  double weight() const { return weight_; }

 private:
  static constexpr int kBlocks = 4;
  struct TakerState {
    float price;  ///< what an arc pays: +w of a need, −ρ of an activity
    float tonnes;
  };

  void set_steps();
  void step(bool measured);
  void move_arcs(int block, float forward, bool measured);
  void move_throughput(double forward);
  void move_sources(double forward);
  void move_takers(double forward);
  void move_labour(double forward);
  void measure();
  void restart();
  void set_anchors();
  void balance();
  double moved(double& price, double anchor, double violation, double step, double forward);

  const PlanNetwork& network_;
  ArcSet& arcs_;
  Workers& workers_;
  std::vector<float> anchor_tonnes_, source_tonnes_, source_left_;
  std::vector<double> source_, taker_, labour_, throughput_;
  std::vector<double> source_anchor_, taker_anchor_, labour_anchor_, throughput_anchor_;
  std::vector<double> source_step_, taker_step_, labour_step_, reflected_throughput_;
  std::vector<double> most_hours_;  ///< per workshop, the largest hours per tonne: the unit of its row
  std::vector<float> source_price_;
  std::vector<TakerState> taker_state_;
  std::vector<int> block_end_;
  std::vector<std::vector<float>> arrived_;
  std::vector<double> arc_movement_;
  double weight_;
  double movement_ = 0;
  double first_residual_ = -1, last_residual_ = 0;
  int since_restart_ = 0, total_ = 0;
};

}  // namespace kringwerk::matching
