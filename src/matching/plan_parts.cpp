#include "matching/plan_parts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

/// Sets of materials that hang together.
class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }
  int find(int member) {
    while (nth(parent_, member) != member) member = nth(parent_, member) = nth(parent_, nth(parent_, member));
    return member;
  }
  void join(int a, int b) { nth(parent_, find(a)) = find(b); }

 private:
  std::vector<int> parent_;
};

Groups groups_of(const Instance& instance) {
  Groups groups(instance.materials.size());
  for (const Need& need : instance.needs) {
    for (const int material : need.materials) groups.join(material, need.materials.front());
  }
  std::map<int, int> first_of_workshop;
  for (const Activity& activity : instance.activities) {
    const int first = activity.materials.front();
    for (const int material : activity.materials) groups.join(material, first);
    for (const Output& output : activity.outputs) groups.join(output.material, first);
    if (std::isinf(nth(instance.workshops, activity.workshop).labour_hours)) continue;
    groups.join(first_of_workshop.try_emplace(activity.workshop, first).first->second, first);
  }
  return groups;
}

}  // namespace

std::vector<PlanPart> plan_parts(const Instance& instance) {
  Groups groups = groups_of(instance);
  std::vector<PlanPart> by_group(instance.materials.size());
  for (int i = 0; i < size_of(instance.offers); ++i) {
    nth(by_group, groups.find(nth(instance.offers, i).material)).offers.push_back(i);
  }
  for (int i = 0; i < size_of(instance.needs); ++i) {
    nth(by_group, groups.find(nth(instance.needs, i).materials.front())).needs.push_back(i);
  }
  for (int i = 0; i < size_of(instance.activities); ++i) {
    nth(by_group, groups.find(nth(instance.activities, i).materials.front())).activities.push_back(i);
  }
  std::erase_if(by_group, [](const PlanPart& part) { return part.offers.empty() && part.activities.empty(); });
  std::stable_sort(by_group.begin(), by_group.end(),
                   [](const PlanPart& a, const PlanPart& b) { return a.records() < b.records(); });
  return by_group;
}

}  // namespace kringwerk::matching
