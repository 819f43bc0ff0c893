#include "matching/match_index.h"

#include <algorithm>
#include <cmath>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

template <class Record>
int position_of(const std::vector<Record>& records, std::size_t sorted,
                const std::map<std::string, int, std::less<>>& newcomers, std::string_view id) {
  const auto end = records.begin() + static_cast<std::ptrdiff_t>(sorted);
  const auto at = std::lower_bound(records.begin(), end, id,
                                   [](const Record& record, std::string_view wanted) { return record.id < wanted; });
  if (at != end && at->id == id) return static_cast<int>(at - records.begin());
  const auto found = newcomers.find(id);
  return found == newcomers.end() ? -1 : found->second;
}

/// The place of a record that is about to be written: its own, or a new one at the end.
template <class Record>
int place_for(std::vector<Record>& records, std::map<std::string, int, std::less<>>& newcomers, int known,
              const std::string& id) {
  if (known >= 0) return known;
  const int position = size_of(records);
  newcomers.emplace(id, position);
  records.emplace_back();
  return position;
}

double slack_of(const Instance& instance) {
  double scale = 20'100 * instance.policy.tau_eur_per_tkm + instance.policy.k_eur_per_t;
  for (const Material& material : instance.materials) scale += std::abs(material.price_eur_per_t);
  double dearest = 0;
  for (const Activity& activity : instance.activities) {
    dearest = std::max(dearest, std::abs(activity.cost_eur_per_t) + std::abs(instance.policy.residue_eur_per_t) +
                                    instance.policy.sigma_eur_per_h * activity.hours_per_t);
  }
  return 1e-9 + 1e-12 * (scale + dearest);
}

}  // namespace

MatchIndex::MatchIndex(Instance instance)
    : instance_(std::move(instance)),
      slack_(slack_of(instance_)),
      rules_(instance_),
      stops_(instance_),
      forest_(instance_, rules_),
      tables_({instance_, rules_, stops_, forest_}),
      first_offers_(instance_.offers.size()),
      first_needs_(instance_.needs.size()),
      first_activities_(instance_.activities.size()) {}

int MatchIndex::find_offer(std::string_view id) const {
  return position_of(instance_.offers, first_offers_, new_offers_, id);
}
int MatchIndex::find_need(std::string_view id) const {
  return position_of(instance_.needs, first_needs_, new_needs_, id);
}
int MatchIndex::find_activity(std::string_view id) const {
  return position_of(instance_.activities, first_activities_, new_activities_, id);
}

std::size_t MatchIndex::bytes() const {
  return stops_.bytes() + forest_.bytes() + tables_.bytes();
}

}  // namespace kringwerk::matching
