#pragma once

#include <cstdint>
#include <optional>

#include "matching/chain.h"
#include "matching/ledger.h"

namespace kringwerk::matching {

/// A chain that exists, with or without a waiver, and its place in the order.
struct Candidate {
  ChainPath path{};
  double score = 0;
  std::int64_t millionths = 0;  ///< the score rounded to 1e-6: what ties are decided on
  int waived_place = -1;        ///< a step, or the number of steps for the need; -1 when nothing is waived there
  Legs legs{};
};

/// The order of the contract: rounded score (higher first), fewer steps, then the bytes of the ids of (activity,
/// output)…, need, offer.
bool comes_before(const Instance& instance, const Candidate& a, const Candidate& b);

/// Judges a whole chain by the rules that no arc can know: days, amounts, minima and the sign of the score. The rules
/// of arcs (grade, permit, distance) are the caller's. `waived`: exactly this must fail, at exactly one place, and is
/// then forgiven; for an arc rule, or nullopt, nothing else may fail. nullopt when no such chain exists.
std::optional<Candidate> assess_chain(const Instance& instance, ChainPath path, Kilograms basis_kg,
                                      std::optional<Constraint> waived);

/// Days by which the offer's window, shifted by the lead days of the chain, misses the need's; 0 when they meet.
std::int64_t days_apart(const Instance& instance, const ChainPath& path);

}  // namespace kringwerk::matching
