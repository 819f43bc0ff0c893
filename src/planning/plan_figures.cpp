#include "planning/plan_figures.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "matching/nth.h"

namespace kringwerk::planning {

namespace {

using matching::Activity;
using matching::Instance;
using matching::Kilograms;
using matching::nth;
using matching::Plan;
using matching::PlanFlow;
using matching::size_of;

constexpr double kKilogramsPerTonne = 1000;

/// floor(yield × in), as the contract of plans says.
Kilograms made(const matching::Output& output, Kilograms in) {
  const Kilograms whole = in / matching::kWhole;
  const Kilograms rest = in % matching::kWhole;
  return whole * output.yield_millionths + rest * output.yield_millionths / matching::kWhole;
}

class Summing {
 public:
  Summing(const Instance& instance, const Plan& plan, const PlanNames& names)
      : instance_(instance), plan_(plan), names_(names) {}

  PlanFigures run() {
    figures_.totals = matching::plan_totals(instance_, plan_);
    for (const PlanFlow& flow : plan_.flows) add_flow(flow);
    for (int i = 0; i < size_of(instance_.activities); ++i) {
      if (nth(plan_.throughput, i) > 0) add_activity(i);
    }
    set_depths();
    finish();
    return std::move(figures_);
  }

 private:
  const std::string& id_of_material(int position) const { return nth(instance_.materials, position).id; }

  std::string place_of(const std::string& record) const {
    const auto found = names_.records.find(record);
    return found == names_.records.end() ? "" : found->second.place;
  }

  PlaceFigures& place(const std::string& nis) {
    PlaceFigures& sums = places_[nis];
    sums.place = nis;
    return sums;
  }
  MaterialFigures& material(const std::string& id) {
    MaterialFigures& sums = materials_[id];
    sums.material = id;
    return sums;
  }

  void add_flow(const PlanFlow& flow) {
    FlowLine line;
    if (flow.offer >= 0) {
      const matching::Offer& offer = nth(instance_.offers, flow.offer);
      line.from = offer.id;
      line.material = id_of_material(offer.material);
      line.is_collected = true;
    } else {
      const Activity& activity = nth(instance_.activities, flow.from_activity);
      line.from = activity.id;
      line.material = id_of_material(nth(activity.outputs, flow.output).material);
      taken_[{flow.from_activity, flow.output}] += flow.kg;
    }
    line.is_delivered = flow.need >= 0;
    line.to = line.is_delivered ? nth(instance_.needs, flow.need).id : nth(instance_.activities, flow.to_activity).id;
    line.from_place = place_of(line.from);
    line.to_place = place_of(line.to);
    line.kg = flow.kg;
    line.km = matching::flow_km(instance_, flow);
    add_sums(line);
    if (flow.from_activity >= 0 && flow.to_activity >= 0) feeds_.emplace_back(flow.from_activity, flow.to_activity);
    figures_.flows.push_back(std::move(line));
  }

  void add_sums(const FlowLine& line) {
    if (line.is_collected) {
      place(line.from_place).collected_kg += line.kg;
      material(line.material).collected_kg += line.kg;
    }
    if (line.is_delivered) {
      place(line.to_place).delivered_kg += line.kg;
      material(line.material).delivered_kg += line.kg;
    } else {
      place(line.to_place).worked_kg += line.kg;
      material(line.material).worked_kg += line.kg;
    }
  }

  void add_activity(int position) {
    const Activity& activity = nth(instance_.activities, position);
    ActivityFigures figures{.activity = activity.id, .kind = activity.kind, .capacity_kg = activity.capacity_kg};
    figures.in_kg = nth(plan_.throughput, position);
    figures.hours = activity.hours_per_t * static_cast<double>(figures.in_kg) / kKilogramsPerTonne;
    PlaceFigures& sums = place(place_of(activity.id));
    Kilograms out = 0;
    for (int j = 0; j < size_of(activity.outputs); ++j) {
      const matching::Output& output = nth(activity.outputs, j);
      const Kilograms kg = made(output, figures.in_kg);
      const Kilograms left = kg - taken_[{position, j}];
      out += kg;
      figures.untaken_kg += left;
      const std::string& id = id_of_material(output.material);
      material(id).made_kg += kg;
      material(id).untaken_kg += left;
      if (left > 0) figures_.untaken.push_back({activity.id, id, left});
    }
    figures.residue_kg = figures.in_kg - out;
    sums.made_kg += out;
    sums.residue_kg += figures.residue_kg;
    sums.untaken_kg += figures.untaken_kg;
    sums.hours += figures.hours;
    at_[position] = figures_.activities.size();
    figures_.activities.push_back(std::move(figures));
  }

  /// Materials form no cycle, so as many rounds as there are activities are always enough.
  void set_depths() {
    for (ActivityFigures& one : figures_.activities) one.depth = 1;
    for (bool moved = true; moved;) {
      moved = false;
      for (const auto& [from, to] : feeds_) {
        const int depth = figures_.activities[at_.at(from)].depth + 1;
        int& own = figures_.activities[at_.at(to)].depth;
        if (own >= depth) continue;
        own = depth;
        moved = true;
      }
    }
  }

  void add_to_hub(const std::string& hub, const PlaceFigures& sums) {
    HubFigures& total = hubs_[hub];
    total.hub = hub;
    total.sums.collected_kg += sums.collected_kg;
    total.sums.worked_kg += sums.worked_kg;
    total.sums.made_kg += sums.made_kg;
    total.sums.delivered_kg += sums.delivered_kg;
    total.sums.residue_kg += sums.residue_kg;
    total.sums.untaken_kg += sums.untaken_kg;
    total.sums.hours += sums.hours;
  }

  void finish() {
    for (auto& [nis, sums] : places_) {
      const auto& hubs = hubs_of(names_, nis);
      for (const std::string& hub : hubs) add_to_hub(hub, sums);
      if (hubs.empty()) add_to_hub("", sums);
      figures_.places.push_back(sums);
    }
    for (auto& [id, sums] : hubs_) figures_.hubs.push_back(sums);
    // Who moves most first; what no hub serves stands below all of them.
    std::stable_sort(figures_.hubs.begin(), figures_.hubs.end(), [](const HubFigures& a, const HubFigures& b) {
      if (a.hub.empty() != b.hub.empty()) return b.hub.empty();
      return a.sums.collected_kg + a.sums.worked_kg + a.sums.delivered_kg >
             b.sums.collected_kg + b.sums.worked_kg + b.sums.delivered_kg;
    });
    for (auto& [id, sums] : materials_) figures_.materials.push_back(sums);
    std::stable_sort(figures_.materials.begin(), figures_.materials.end(), [](const auto& a, const auto& b) {
      return a.collected_kg + a.made_kg > b.collected_kg + b.made_kg;
    });
    std::sort(figures_.flows.begin(), figures_.flows.end(), [](const FlowLine& a, const FlowLine& b) {
      return std::tie(b.kg, a.from, a.to, a.material) < std::tie(a.kg, b.from, b.to, b.material);
    });
  }

  const Instance& instance_;
  const Plan& plan_;
  const PlanNames& names_;
  PlanFigures figures_;
  std::map<std::pair<int, int>, Kilograms> taken_;  ///< by activity and output
  std::map<int, std::size_t> at_;                   ///< where an activity stands among the figures
  std::vector<std::pair<int, int>> feeds_;
  std::map<std::string, PlaceFigures> places_;
  std::map<std::string, HubFigures> hubs_;
  std::map<std::string, MaterialFigures> materials_;
};

}  // namespace

PlanFigures plan_figures(const Instance& instance, const Plan& plan, const PlanNames& names) {
  return Summing(instance, plan, names).run();
}

std::string family_of(const PlanNames& names, std::string_view material) {
  const auto found = names.materials.find(std::string(material));
  return found == names.materials.end() ? "" : found->second.family;
}

const std::vector<std::string>& hubs_of(const PlanNames& names, std::string_view place) {
  static const std::vector<std::string> kNone;
  const auto found = names.places.find(std::string(place));
  return found == names.places.end() ? kNone : found->second.hubs;
}

}  // namespace kringwerk::planning
