#pragma once

#include <array>
#include <string>

#include "matching/chain_search.h"

namespace kringwerk::matching {

/// The words of the table; English unless the caller fills in the reader's language.
struct TableWords {
  std::string offer = "Offer", need = "Need", activity = "Activity";
  std::string none = "No chain.";
  std::string score = "score €/t", value = "V €/t", tonnes = "t", yield = "yield", road_km = "road km",
              co2e = "kg CO2e", hours = "hours", binding = "limited by", chain = "chain";
  std::string ledger = "Account of the best one, € per tonne:";
  std::string near_misses = "Nearly possible:", at = "at", short_by = "short by";
  std::string supply = "supply", demand = "demand", capacity = "capacity";  ///< what limits a chain
  /// By TermKind and by Constraint.
  std::array<std::string, 7> terms{"handling",          "haul",       "activity cost", "social value", "residue cost",
                                   "co-product credit", "final value"};
  std::array<std::string, 7> constraints{"grade", "capacity", "permit", "date", "smallest lot", "distance", "value"};
  /// Of what is lacking, by Constraint; permits are named.
  std::array<std::string, 7> units{"grade(s)", "kg", "", "day(s)", "kg", "km", "€/t"};
};

/// A table for a terminal: one row per chain, the best one's ledger with its sum and
/// score, then the near-misses. Rounded for reading; the lines of the ledger add up as they stand.
std::string chains_table(const MatchIndex& index, const ChainQuery& query, const ChainAnswer& answer,
                         const TableWords& words);

}  // namespace kringwerk::matching
