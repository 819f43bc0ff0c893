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

double slack_for(double scale) {
  return 1e-9 + 1e-12 * scale;
}

double common_scale(const Instance& instance) {
  double scale = 20'100 * instance.policy.tau_eur_per_tkm + instance.policy.k_eur_per_t;
  for (const Material& material : instance.materials) scale += std::abs(material.price_eur_per_t);
  return scale;
}

double scale_of(const Instance& instance, const Activity& activity) {
  return std::abs(activity.cost_eur_per_t) + std::abs(instance.policy.residue_eur_per_t) +
         instance.policy.sigma_eur_per_h * activity.hours_per_t;
}

double slack_of(const Instance& instance) {
  double dearest = 0;
  for (const Activity& activity : instance.activities) dearest = std::max(dearest, scale_of(instance, activity));
  return slack_for(common_scale(instance) + dearest);
}

}  // namespace

double MatchIndex::slack_with(const Activity& activity) const {
  return slack_for(common_scale(instance_) + scale_of(instance_, activity));
}

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
