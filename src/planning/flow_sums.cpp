#include "planning/flow_sums.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace kringwerk::planning {

namespace {

using BundleKey = std::tuple<FlowStop, FlowStop, std::string>;

FlowStop work_stop(const ActivityFigures& activity) {
  return {StopKind::work, "", activity.kind, activity.depth};
}

}  // namespace

std::vector<FlowBundle> flow_bundles(const PlanFigures& figures, const PlanNames& names) {
  std::map<std::string, FlowStop> work;
  for (const ActivityFigures& activity : figures.activities) work.emplace(activity.activity, work_stop(activity));
  std::map<BundleKey, matching::Kilograms> sums;
  for (const FlowLine& flow : figures.flows) {
    const std::string family = family_of(names, flow.material);
    const FlowStop from = flow.is_collected ? FlowStop{StopKind::offered, family, "", 0} : work.at(flow.from);
    const FlowStop to = flow.is_delivered ? FlowStop{StopKind::used, family, "", 0} : work.at(flow.to);
    sums[{from, to, family}] += flow.kg;
  }
  for (const ActivityFigures& activity : figures.activities) {
    if (activity.residue_kg > 0) {
      sums[{work_stop(activity), {StopKind::residue, "", "", 0}, ""}] += activity.residue_kg;
    }
  }
  for (const UntakenLine& line : figures.untaken) {
    sums[{work.at(line.activity), {StopKind::untaken, "", "", 0}, family_of(names, line.material)}] += line.kg;
  }
  std::vector<FlowBundle> bundles;
  for (const auto& [key, kg] : sums) {
    bundles.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), kg});
  }
  return bundles;
}

std::vector<PlaceFlow> largest_place_flows(const PlanFigures& figures, const PlanNames& names, std::size_t most) {
  std::map<std::tuple<std::string, std::string, std::string>, matching::Kilograms> sums;
  for (const FlowLine& flow : figures.flows) {
    if (flow.from_place == flow.to_place || flow.from_place.empty() || flow.to_place.empty()) continue;
    sums[{flow.from_place, flow.to_place, family_of(names, flow.material)}] += flow.kg;
  }
  std::vector<PlaceFlow> flows;
  for (const auto& [key, kg] : sums) flows.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), kg});
  std::stable_sort(flows.begin(), flows.end(), [](const PlaceFlow& a, const PlaceFlow& b) { return a.kg > b.kg; });
  if (flows.size() > most) flows.resize(most);
  return flows;
}

bool is_of_hub(const PlanNames& names, const FlowLine& flow, const std::string& hub) {
  if (hub.empty()) return true;
  const auto serves = [&](const std::string& place) {
    const auto& hubs = hubs_of(names, place);
    return std::find(hubs.begin(), hubs.end(), hub) != hubs.end();
  };
  return serves(flow.from_place) || serves(flow.to_place);
}

}  // namespace kringwerk::planning
