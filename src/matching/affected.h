#pragma once

#include <vector>

#include "matching/match_index.h"

namespace kringwerk::matching {

/// Records whose list of chains may change with another record: positions, ascending, each once.
struct Affected {
  std::vector<int> offers{};
  std::vector<int> needs{};
};

/// Every offer and need that shares a chain of positive value with the record, dates and amounts not looked at: perhaps
/// more than will change, never fewer. Ask after adding a record, before removing it, and both when it changes. Takes
/// the audience of nobody into account: telling someone is the caller's decision, by asking anew as that audience.
Affected affected_by_offer(const MatchIndex& index, int position);
Affected affected_by_need(const MatchIndex& index, int position);
Affected affected_by_activity(const MatchIndex& index, int activity);

}  // namespace kringwerk::matching
