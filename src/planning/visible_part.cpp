#include "planning/visible_part.h"

#include <numeric>
#include <vector>

#include "matching/nth.h"
#include "planning/plan_figures.h"

namespace kringwerk::planning {

namespace {

using matching::Instance;
using matching::nth;
using matching::PlanFlow;
using matching::size_of;

/// Activities in groups that flows join together.
class JoinedActivities {
 public:
  explicit JoinedActivities(int count) : parent_(static_cast<std::size_t>(count)) {
    std::iota(parent_.begin(), parent_.end(), 0);
  }
  int group_of(int activity) {
    int root = activity;
    while (nth(parent_, root) != root) root = nth(parent_, root);
    while (nth(parent_, activity) != root) {
      const int next = nth(parent_, activity);
      nth(parent_, activity) = root;
      activity = next;
    }
    return root;
  }
  void join(int one, int other) { nth(parent_, group_of(one)) = group_of(other); }

 private:
  std::vector<int> parent_;
};

class Cut {
 public:
  Cut(const Instance& instance, const matching::Plan& plan, const HiddenRecords& hidden)
      : instance_(instance),
        plan_(plan),
        hidden_(hidden),
        joined_(size_of(instance.activities)),
        is_cut_(instance.activities.size(), 0) {
    for (const PlanFlow& flow : plan_.flows) {
      if (flow.from_activity >= 0 && flow.to_activity >= 0) joined_.join(flow.from_activity, flow.to_activity);
    }
    for (int i = 0; i < size_of(instance_.activities); ++i) {
      if (hidden_.contains(nth(instance_.activities, i).id)) cut(i);
    }
    for (const PlanFlow& flow : plan_.flows) {
      if (!has_hidden_stream(flow)) continue;
      if (flow.from_activity >= 0) cut(flow.from_activity);
      if (flow.to_activity >= 0) cut(flow.to_activity);
    }
  }

  bool keeps(int activity) { return nth(is_cut_, joined_.group_of(activity)) == 0; }
  bool keeps(const PlanFlow& flow) {
    return !has_hidden_stream(flow) && (flow.from_activity < 0 || keeps(flow.from_activity)) &&
           (flow.to_activity < 0 || keeps(flow.to_activity));
  }

 private:
  void cut(int activity) { nth(is_cut_, joined_.group_of(activity)) = 1; }
  bool has_hidden_stream(const PlanFlow& flow) const {
    return (flow.offer >= 0 && hidden_.contains(nth(instance_.offers, flow.offer).id)) ||
           (flow.need >= 0 && hidden_.contains(nth(instance_.needs, flow.need).id));
  }

  const Instance& instance_;
  const matching::Plan& plan_;
  const HiddenRecords& hidden_;
  JoinedActivities joined_;
  std::vector<char> is_cut_;  ///< by the group's first activity
};

template <class Records>
void take_out_of_period(Records& records, const HiddenRecords& hidden) {
  for (auto& record : records) {
    if (!hidden.contains(record.id)) continue;
    record.kg = 0;
    record.in_period = false;
  }
}

/// A workshop of which nothing is left is no small one either.
void hide_activities(Instance& instance, const HiddenRecords& hidden) {
  std::vector<char> is_left(instance.workshops.size(), 0);
  for (matching::Activity& activity : instance.activities) {
    if (hidden.contains(activity.id)) {
      activity.capacity_kg = 0;
    } else {
      nth(is_left, activity.workshop) = 1;
    }
  }
  for (int i = 0; i < size_of(instance.workshops); ++i) {
    if (nth(is_left, i) == 0) nth(instance.workshops, i).small = false;
  }
}

}  // namespace

VisiblePart visible_part(const Instance& instance, const matching::Plan& plan, const PlanNames& names,
                         const HiddenRecords& hidden) {
  VisiblePart part{instance, {}, names};
  part.plan.status = plan.status;
  part.plan.fairness.share = plan.fairness.share;
  part.plan.throughput.assign(instance.activities.size(), 0);
  Cut cut(instance, plan, hidden);
  for (int i = 0; i < size_of(instance.activities); ++i) {
    if (cut.keeps(i)) nth(part.plan.throughput, i) = nth(plan.throughput, i);
  }
  for (const PlanFlow& flow : plan.flows) {
    if (cut.keeps(flow)) part.plan.flows.push_back(flow);
  }
  take_out_of_period(part.instance.offers, hidden);
  take_out_of_period(part.instance.needs, hidden);
  hide_activities(part.instance, hidden);
  std::erase_if(part.names.records, [&](const auto& record) { return hidden.contains(record.first); });
  for (const PlaceFigures& place : plan_figures(part.instance, part.plan, part.names).places) {
    part.plan.residue_kg += place.residue_kg;
    part.plan.untaken_kg += place.untaken_kg;
  }
  return part;
}

}  // namespace kringwerk::planning
