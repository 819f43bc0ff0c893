#include "matching/match_index.h"

#include <algorithm>
#include <cmath>

#include "base/ensure.h"
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

MatchIndex::MatchIndex(const MatchIndex& other)
    : instance_(other.instance_),
      slack_(other.slack_),
      rules_(other.rules_),
      stops_(other.stops_),
      forest_(other.forest_),
      tables_({instance_, rules_, stops_, forest_}, other.tables_),
      first_offers_(other.first_offers_),
      first_needs_(other.first_needs_),
      first_activities_(other.first_activities_),
      new_offers_(other.new_offers_),
      new_needs_(other.new_needs_),
      new_activities_(other.new_activities_),
      seats_(other.seats_),
      first_offer_seat_(other.first_offer_seat_),
      first_need_seat_(other.first_need_seat_) {}

int MatchIndex::find_offer(std::string_view id) const {
  return position_of(instance_.offers, first_offers_, new_offers_, id);
}
int MatchIndex::find_need(std::string_view id) const {
  return position_of(instance_.needs, first_needs_, new_needs_, id);
}
int MatchIndex::find_activity(std::string_view id) const {
  return position_of(instance_.activities, first_activities_, new_activities_, id);
}

int MatchIndex::find_material(std::string_view id) const {
  return position_of(instance_.materials, instance_.materials.size(), {}, id);
}

std::optional<Permits> MatchIndex::find_permits(const std::vector<std::string>& names) const {
  const std::vector<std::string>& known = instance_.permit_names;
  Permits found;
  for (const std::string& name : names) {
    const auto at = std::find(known.begin(), known.end(), name);
    if (at == known.end()) return std::nullopt;
    found.push_back(static_cast<int>(at - known.begin()));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void MatchIndex::add_seats(int seats) {
  seats_ = seats;
  first_offer_seat_ = size_of(instance_.offers);
  first_need_seat_ = size_of(instance_.needs);
  const auto more = static_cast<std::size_t>(seats);
  instance_.offers.resize(instance_.offers.size() + more, Offer{.kg = 0, .in_period = false, .audience = 0});
  instance_.needs.resize(instance_.needs.size() + more, Need{.kg = 0, .in_period = false, .audience = 0});
}

void MatchIndex::seat(int position, Offer offer) {
  ensure(position >= first_offer_seat_ && position < first_offer_seat_ + seats_, "only seats are taken by guests");
  nth(instance_.offers, position) = std::move(offer);
}

void MatchIndex::seat(int position, Need need) {
  ensure(position >= first_need_seat_ && position < first_need_seat_ + seats_, "only seats are taken by guests");
  nth(instance_.needs, position) = std::move(need);
}

std::size_t MatchIndex::bytes() const {
  return stops_.bytes() + forest_.bytes() + tables_.bytes();
}

}  // namespace kringwerk::matching
