#pragma once

#include <functional>
#include <vector>

#include "matching/chain_search.h"
#include "matching/query_tables.h"

namespace kringwerk::matching {

/// Near-misses that were found before there was no more time.
struct NearMissAnswer {
  std::vector<NearMiss> found;        ///< at most one per constraint, in the order of the enum
  std::vector<Constraint> cut_short;  ///< whether these have one is not known; in the order of the enum
};

/// For each constraint the best chain that exists when exactly it is waived at one place. Looks first for those that
/// are quick to find, and ends soon after `is_late` says so: it is asked before each constraint and again and again
/// while looking. Thread-safe: many calls on one index at once.
NearMissAnswer near_misses(const MatchIndex& index, const ChainQuery& query, const std::function<bool()>& is_late);

/// The same with tables that the question made already.
NearMissAnswer near_misses(const MatchIndex& index, const ChainQuery& query, QueryTables& tables,
                           const std::function<bool()>& is_late = {});

}  // namespace kringwerk::matching
