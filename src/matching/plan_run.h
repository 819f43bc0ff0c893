#pragma once

#include <memory>
#include <vector>

#include "matching/part_solution.h"
#include "matching/plan.h"
#include "matching/plan_network.h"

namespace kringwerk::matching {

/// One run over all parts of an instance, with a premium on hours or without. `options.fairness` is not looked at.
class PlanRun {
 public:
  /// The arguments outlive it.
  PlanRun(const Instance& instance, const PlanOptions& options, HourPremium premium, const Plan* start);

  /// The best plan with the premium counted in; `value` as in the contract, without it, is for the caller to work out.
  Plan solve();
  /// Whole kilograms near the flows and throughput of `wish`, with no bound.
  Plan carried_out(const Plan& wish);

 private:
  StopReason stopped();
  void solve_part(std::size_t part);
  bool keep_part(std::size_t part, const PartStart& start);
  void report(std::size_t part, const PartSolution& solution);
  Plan merged() const;
  static void add(const PlanNetwork& network, const PartSolution& solution, Plan& plan);

  const Instance& instance_;
  const PlanOptions& options_;
  const Plan* start_;
  HourPremium premium_;
  Workers workers_;
  std::vector<std::unique_ptr<PlanNetwork>> networks_;
  std::vector<PartSolution> solutions_;
  std::vector<bool> is_same_;  ///< per part: nothing changed since `start`; empty when nobody looked
  std::size_t done_ = 0;
  StopReason reason_ = StopReason::none;
};

}  // namespace kringwerk::matching
