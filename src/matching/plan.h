#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "matching/instance.h"

namespace kringwerk::matching {

/// Kilograms from an offer, or from an output of an activity, to a need or to an activity. Positions in the instance;
/// -1 where it does not apply: either `offer` or (`from_activity`, `output`), either `need` or `to_activity`.
struct PlanFlow {
  int offer = -1;
  int from_activity = -1;
  int output = -1;
  int need = -1;
  int to_activity = -1;
  Kilograms kg = 0;
  friend auto operator<=>(const PlanFlow&, const PlanFlow&) = default;
};

/// Shadow prices, all at least 0, by position in the instance. They alone prove an upper bound: see docs/matching.md.
struct PlanPrices {
  std::vector<double> need_eur_per_t{};
  std::vector<double> input_eur_per_t{};   ///< per activity
  std::vector<double> labour_eur_per_h{};  ///< per workshop; 0 where labour is unlimited
};

/// The wish that small workshops do at least this share of all hours of social work, and what it costs.
struct PlanFairness {
  double share = 0;            ///< φ; 0 when nothing is asked
  double eur_per_h = 0;        ///< shadow price ν of the wish, part of the proof
  double least_price_eur = 0;  ///< what the wish costs the network lies between these two
  double most_price_eur = 0;
};

enum class PlanStatus : std::uint8_t {
  gap_reached,  ///< also when a part was solved to its end and only the rounding to kilograms is left
  deadline,
  cancelled
};

/// What goes where within the period. Flows stand in ascending order of (from, to).
struct Plan {
  PlanStatus status{};
  double objective_eur = 0;  ///< of the whole kilograms below
  double upper_bound_eur = 0;
  double gap = 0;  ///< (upper − objective)/|upper|, 0 if both are 0
  std::vector<PlanFlow> flows{};
  std::vector<Kilograms> throughput{};  ///< per activity of the instance
  Kilograms residue_kg = 0;             ///< what goes into activities and does not come out
  Kilograms untaken_kg = 0;             ///< what comes out and goes nowhere
  PlanPrices prices{};
  PlanFairness fairness{};
  double seconds = 0;
  std::string version{};
};

enum class StopReason : std::uint8_t { none, deadline, cancelled };

struct PlanProgress {
  double objective_eur = 0;
  double upper_bound_eur = 0;
  double gap = 0;
  int parts_done = 0;
  int parts = 0;
};

struct PlanOptions {
  double gap = 0.01;
  int threads = 1;
  /// Least share of small workshops in all hours of social work, 0 to 1; 0 asks nothing.
  double fairness = 0;
  /// A part with at most this many offers, needs and activities is solved by Clp, others by PDHG.
  int exact_records = 4000;
  /// Asked often, from the calling thread; anything but none ends the work with the best plan and bound so far.
  std::function<StopReason()> stop{};
  std::function<void(const PlanProgress&)> progress{};
  /// Where to start from: a plan of a nearly equal instance, as translated_plan gives it. May be null.
  const Plan* start = nullptr;
  /// The instance that `start` was a plan of before it was translated. Parts that are the same in both keep their plan
  /// and its proof where these are within the gap, and are not solved again. May be null.
  const Instance* before = nullptr;
};

/// (upper − objective)/|upper|, 0 if both are 0.
double plan_gap(double objective_eur, double upper_bound_eur);

}  // namespace kringwerk::matching
