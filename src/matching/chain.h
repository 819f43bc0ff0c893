#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "matching/instance.h"

namespace kringwerk::matching {

inline constexpr int kMostSteps = 4;

/// One activity on a chain and the output that is followed. Positions in Instance::activities and Activity::outputs.
struct Step {
  int activity = 0;
  int output = 0;
  friend auto operator<=>(const Step&, const Step&) = default;
};

/// An offer, up to four steps, a need.
struct ChainPath {
  int offer = 0;
  std::vector<Step> steps{};
  int need = 0;
};

/// What can keep a chain from existing, and what a near-miss waives at one place.
enum class Constraint : std::uint8_t { grade, capacity, permit, date, min_kg, max_km, value };

/// Which of the amounts decides T.
enum class BindingKind : std::uint8_t { supply, capacity, demand };
struct Binding {
  BindingKind kind{};
  int step = -1;  ///< the step whose capacity binds, else -1
};

enum class TermKind : std::uint8_t {
  handling,          ///< −Y·k
  haul,              ///< −Y·τ·km
  activity_cost,     ///< −Y·cost
  social_value,      ///< +Y·σ·hours
  residue_cost,      ///< −Y·ϱ·residue share
  coproduct_credit,  ///< +Y·β·yield·price of an output that is not followed
  final_value,       ///< +Y·price·retention
};

/// One term of V, in € per offered tonne, with what it was calculated from:
/// eur_per_t = sign · carried · factors, where `carried` is the tonnes that get this far per offered tonne.
struct Term {
  TermKind kind{};
  int step = 0;                ///< 0-based step; for the last leg and the final value the number of steps
  int material = -1;           ///< of a credited co-product or of the final value
  double carried = 1;          ///< Y before this step
  double rate = 0;             ///< k, τ, cost, σ, ϱ, β or the price
  double quantity = 1;         ///< km, hours per tonne, residue share, yield or retention; 1 where there is none
  double price_eur_per_t = 1;  ///< of a co-product; 1 where there is none
  double eur_per_t = 0;
};

/// Amounts of one step in whole kilograms: in = out + other outputs + residue.
struct StepAmounts {
  Kilograms in = 0;
  Kilograms out = 0;
  Kilograms other_outputs = 0;
  Kilograms residue = 0;
};

struct Chain {
  ChainPath path{};
  double score_eur_per_t = 0;    ///< per offered tonne; per demanded or per capacity tonne for the other two queries
  double value_eur_per_t = 0;    ///< V, the sum of the ledger from first to last
  double tonnes = 0;             ///< T
  double yield = 1;              ///< Y of the whole chain
  std::vector<double> leg_km{};  ///< great-circle, one more than steps
  double road_km = 0;            ///< sum of the legs times the road factor
  double co2e_kg = 0;            ///< of the haul of T
  double hours = 0;              ///< of social work for T
  std::vector<StepAmounts> amounts{};
  std::vector<Term> ledger{};
  Binding binding{};
};

/// The best chain that exists when `constraint` is waived at one place, and what is lacking there.
struct NearMiss {
  Constraint constraint{};
  std::string at{};      ///< id of the offer, need or activity where it fails
  double shortfall = 0;  ///< grades, kilograms, days, kilometres or € per tonne; the number of names for permits
  std::vector<std::string> missing_permits{};
  Chain chain{};  ///< with the constraint waived
};

}  // namespace kringwerk::matching
