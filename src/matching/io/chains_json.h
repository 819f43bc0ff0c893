#pragma once

#include <string>

#include "matching/chain_search.h"

namespace kringwerk::matching {

/// One JSON object on one line, without the line end: {"offer"|"need"|"activity", "chains", "near_misses"} as in
/// docs/matching.md. Numbers are full doubles; for a need or an activity every chain names its "offer". The binding is
/// "supply", "demand" or "capacity:" and the activity's id. The shortfall of a permit is the missing names with ";".
std::string chains_json(const MatchIndex& index, const ChainQuery& query, const ChainAnswer& answer);

/// Contract names: "grade", "handling" and so on.
std::string constraint_name(Constraint constraint);
std::string term_name(TermKind kind);
std::string binding_name(const Instance& instance, const Chain& chain);

}  // namespace kringwerk::matching
