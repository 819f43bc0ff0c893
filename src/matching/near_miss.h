#pragma once

#include "matching/chain_assessment.h"

namespace kringwerk::matching {

/// Where a chain fails `waived` and by how much: grades, kilograms, days, kilometres, € per tonne (−V), or the names of
/// the permits that are missing.
NearMiss explain_near_miss(const Instance& instance, const Candidate& candidate, Constraint waived, Kilograms basis_kg);

}  // namespace kringwerk::matching
