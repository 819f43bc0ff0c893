#include <algorithm>

#include "matching/match_index.h"
#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

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

bool meets_period(const Instance& instance, const Window& window) {
  const Window& period = instance.policy.period;
  return window.from <= period.to && period.from <= window.to;
}

bool is_in_forest(const Offer& offer) {
  return offer.in_period && offer.kg > 0;
}

}  // namespace

Permits MatchIndex::intern_permits(const std::vector<std::string>& names) {
  std::vector<std::string>& known = instance_.permit_names;
  const std::size_t before = known.size();
  Permits found;
  for (const std::string& name : names) {
    const auto at = std::find(known.begin(), known.end(), name);
    found.push_back(static_cast<int>(at - known.begin()));
    if (at == known.end()) known.push_back(name);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (known.size() > before) rules_ = ArcRules(instance_);
  return found;
}

int MatchIndex::put(Offer offer) {
  remove_offer(offer.id);
  offer.in_period = meets_period(instance_, offer.window);
  const int position = place_for(instance_.offers, new_offers_, find_offer(offer.id), offer.id);
  nth(instance_.offers, position) = std::move(offer);
  if (is_in_forest(nth(instance_.offers, position))) forest_.add_offer(instance_, position);
  return position;
}

int MatchIndex::put(Need need) {
  remove_need(need.id);
  need.in_period = meets_period(instance_, need.window);
  const int position = place_for(instance_.needs, new_needs_, find_need(need.id), need.id);
  nth(instance_.needs, position) = std::move(need);
  const Need& placed = nth(instance_.needs, position);
  if (!placed.in_period) return position;
  forest_.add_need(instance_, position);
  for (const int material : placed.materials) {
    tables_.add_need(material, forest_.entry_of_need(instance_, position, material));
  }
  return position;
}

int MatchIndex::put(Activity activity) {
  remove_activity(activity.id);
  slack_ = std::max(slack_, slack_with(activity));
  const int position = place_for(instance_.activities, new_activities_, find_activity(activity.id), activity.id);
  nth(instance_.activities, position) = std::move(activity);
  stops_.add(instance_, position);
  tables_.add_activity(position);
  return position;
}

bool MatchIndex::remove_offer(std::string_view id) {
  const int position = find_offer(id);
  if (position < 0) return false;
  Offer& offer = nth(instance_.offers, position);
  const bool was_there = offer.in_period;
  if (is_in_forest(offer)) forest_.remove_offer(instance_, position);
  offer.in_period = false;
  return was_there;
}

bool MatchIndex::remove_need(std::string_view id) {
  const int position = find_need(id);
  if (position < 0) return false;
  Need& need = nth(instance_.needs, position);
  if (!need.in_period) return false;
  forest_.remove_need(instance_, position);
  need.in_period = false;
  tables_.renew_next();
  return true;
}

bool MatchIndex::remove_activity(std::string_view id) {
  const int position = find_activity(id);
  if (position < 0 || nth(instance_.activities, position).materials.empty()) return false;
  stops_.remove(instance_, position);
  Activity& activity = nth(instance_.activities, position);
  activity.materials.clear();
  activity.outputs.clear();
  activity.capacity_kg = 0;
  tables_.renew_next();
  return true;
}

}  // namespace kringwerk::matching
