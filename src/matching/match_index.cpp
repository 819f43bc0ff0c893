#include "matching/match_index.h"

#include <algorithm>

namespace kringwerk::matching {

namespace {

template <class Records>
int position_of(const Records& records, std::string_view id) {
  const auto at = std::lower_bound(records.begin(), records.end(), id,
                                   [](const auto& record, std::string_view wanted) { return record.id < wanted; });
  return at != records.end() && at->id == id ? static_cast<int>(at - records.begin()) : -1;
}

}  // namespace

MatchIndex::MatchIndex(Instance instance) : instance_(std::move(instance)), arcs_(instance_) {
  for (const Fault waiver : kFaults) {
    tables_.push_back(std::make_unique<SuffixTable>(instance_, arcs_, Target{.waiver = waiver}));
  }
}

int MatchIndex::find_offer(std::string_view id) const {
  return position_of(instance_.offers, id);
}
int MatchIndex::find_need(std::string_view id) const {
  return position_of(instance_.needs, id);
}
int MatchIndex::find_activity(std::string_view id) const {
  return position_of(instance_.activities, id);
}

}  // namespace kringwerk::matching
