#pragma once

#include <algorithm>
#include <array>
#include <optional>

#include "matching/chain_search.h"
#include "matching/target_table.h"

namespace kringwerk::matching {

/// Bounds towards any need stand in the index; those towards the need or activity of a question are made once for it,
/// when first asked for. `index` and `query` outlive them.
class QueryTables {
 public:
  QueryTables(const MatchIndex& index, const ChainQuery& query) : index_(index), query_(query) {}
  /// Null for an offer, which needs none.
  const TargetTable* of(Fault waiver) {
    if (query_.kind == QueryKind::offer) return nullptr;
    auto& table = made_[place_of(waiver)];
    if (table) return &*table;
    table.emplace(index_, waiver, std::clamp(query_.max_steps, 0, kMostSteps));
    if (query_.kind == QueryKind::need) {
      table->aim_at_need(query_.record);
    } else {
      table->aim_at_activity(query_.record);
    }
    return &*table;
  }

 private:
  const MatchIndex& index_;
  const ChainQuery& query_;
  std::array<std::optional<TargetTable>, kFaults.size()> made_;
};

}  // namespace kringwerk::matching
