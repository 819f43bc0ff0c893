#pragma once

#include <array>
#include <vector>

#include "matching/chain.h"

namespace kringwerk::matching {

/// Great-circle kilometres of each leg, one more than there are steps; what is beyond them is 0.
using Legs = std::array<double, kMostSteps + 1>;
Legs legs_of(const Instance& instance, const ChainPath& path);

/// The terms of V in the order in which they are added: per step handling, haul, activity cost, social value, residue
/// cost, one credit per output not followed (in byte order of material); then handling, haul and final value of the
/// last leg. Adding them from first to last gives V to the last bit. `legs` are the path's.
std::vector<Term> ledger_of(const Instance& instance, const ChainPath& path, const Legs& legs);

/// V without the ledger: the same additions in the same order, no allocation.
double value_of(const Instance& instance, const ChainPath& path, const Legs& legs);

/// Product of the followed yields.
double yield_of(const Instance& instance, const ChainPath& path);

/// The whole account of a chain. `basis_kg` is what the score is taken per: supply, demand or capacity, above zero;
/// `unlimited_step` a step whose capacity is waived, or -1.
Chain explain_chain(const Instance& instance, const ChainPath& path, Kilograms basis_kg, int unlimited_step = -1);
/// The same where the path's legs are known.
Chain explain_chain(const Instance& instance, const ChainPath& path, const Legs& legs, Kilograms basis_kg,
                    int unlimited_step = -1);

/// V·T per tonne of the basis. One formula for search, ledger and pages.
double score_of(double value_eur_per_t, double kilograms, Kilograms basis_kg);

}  // namespace kringwerk::matching
