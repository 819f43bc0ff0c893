#pragma once

#include "matching/chain_search.h"

namespace kringwerk::matching {

/// A question to one of two indexes. Offers and needs only.
struct JointQuery {
  const MatchIndex& index;
  QueryKind kind{};
  int record = 0;
  Audience sees = kEverybody;
};

struct JointChain {
  bool is_second = false;  ///< which index the path is of
  ChainPath path{};
};

/// The k best chains, with diversity, of a record that stands in both indexes, as one index with the records of both
/// gives them. Both hold the same workshops and activities (by id) and the same policy; each other offer and need
/// stands in one of them. Costs what the two questions cost.
std::vector<JointChain> best_joint_chains(const JointQuery& first, const JointQuery& second, int k);

}  // namespace kringwerk::matching
