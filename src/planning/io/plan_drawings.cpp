#include "planning/io/plan_drawings.h"

#include <algorithm>
#include <map>
#include <set>

#include "site/land.h"

namespace kringwerk::planning {

namespace {

using drawings::SankeyLook;

SankeyLook look_of(StopKind kind) {
  switch (kind) {
    case StopKind::offered:
    case StopKind::used:
      return SankeyLook::material;
    case StopKind::work:
      return SankeyLook::work;
    case StopKind::residue:
    case StopKind::untaken:
      break;
  }
  return SankeyLook::lost;
}

int last_column(const std::vector<FlowBundle>& bundles) {
  int deepest = 0;
  for (const FlowBundle& bundle : bundles) deepest = std::max({deepest, bundle.from.depth, bundle.to.depth});
  return deepest + 1;
}

int column_of(const FlowStop& stop, int last) {
  if (stop.kind == StopKind::offered) return 0;
  return stop.kind == StopKind::work ? stop.depth : last;
}

}  // namespace

std::string stop_words(const PlanTexts& texts, const FlowStop& stop) {
  switch (stop.kind) {
    case StopKind::offered:
      return texts.format("planning.stop.offered", {{"family", texts.family(stop.family)}});
    case StopKind::used:
      return texts.format("planning.stop.used", {{"family", texts.family(stop.family)}});
    case StopKind::work:
      if (stop.depth == 1) return texts.kind_of_work(stop.work);
      return texts.format("planning.stop.work",
                          {{"kind", texts.kind_of_work(stop.work)}, {"step", std::int64_t{stop.depth}}});
    case StopKind::residue:
      return texts.get("planning.stop.residue");
    case StopKind::untaken:
      break;
  }
  return texts.get("planning.stop.untaken");
}

drawings::SankeyFigure sankey_of(const PlanTexts& texts, const std::vector<FlowBundle>& bundles) {
  std::map<FlowStop, matching::Kilograms> in, out;
  for (const FlowBundle& bundle : bundles) {
    out[bundle.from] += bundle.kg;
    in[bundle.to] += bundle.kg;
  }
  std::set<FlowStop> stops;
  for (const FlowBundle& bundle : bundles) stops.insert({bundle.from, bundle.to});
  const int last = last_column(bundles);
  drawings::SankeyFigure figure;
  figure.accessible_name = texts.get("planning.sankey.label");
  std::map<FlowStop, int> positions;
  for (const FlowStop& stop : stops) {
    positions[stop] = static_cast<int>(figure.nodes.size());
    figure.nodes.push_back({stop_words(texts, stop), texts.kilograms(std::max(in[stop], out[stop])),
                            column_of(stop, last), look_of(stop.kind), drawings::family_from_key(stop.family)});
  }
  for (const FlowBundle& bundle : bundles) {
    const bool is_lost = bundle.to.kind == StopKind::residue;
    figure.links.push_back({positions.at(bundle.from), positions.at(bundle.to), bundle.kg,
                            is_lost ? SankeyLook::lost : SankeyLook::material, drawings::family_from_key(bundle.family),
                            texts.format("planning.sankey.band", {{"from", stop_words(texts, bundle.from)},
                                                                  {"to", stop_words(texts, bundle.to)},
                                                                  {"amount", texts.kilograms(bundle.kg)}})});
  }
  return figure;
}

drawings::OverviewMap flow_map_of(const PlanTexts& texts, const std::vector<PlaceFlow>& flows) {
  drawings::OverviewMap map;
  map.aria_label = texts.get("planning.map.label");
  map.lands = site::without_neighbours(texts.services().land);
  std::set<std::string> stops;
  for (const PlaceFlow& flow : flows) {
    const auto from = texts.names().places.find(flow.from_place);
    const auto to = texts.names().places.find(flow.to_place);
    if (from == texts.names().places.end() || to == texts.names().places.end()) continue;
    const std::string words = texts.format("planning.map.flow", {{"from", texts.place(flow.from_place)},
                                                                 {"to", texts.place(flow.to_place)},
                                                                 {"family", texts.family(flow.family)},
                                                                 {"amount", texts.kilograms(flow.kg)}});
    map.flows.push_back(
        {from->second.centre, to->second.centre, flow.kg, drawings::family_from_key(flow.family), words});
    stops.insert({flow.from_place, flow.to_place});
  }
  for (const std::string& nis : stops) map.stops.push_back({texts.names().places.at(nis).centre, texts.place(nis)});
  return map;
}

}  // namespace kringwerk::planning
