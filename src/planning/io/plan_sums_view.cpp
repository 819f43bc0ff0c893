#include "planning/io/plan_drawings.h"
#include "planning/io/plan_view.h"

namespace kringwerk::planning {

namespace {

constexpr std::size_t kArcs = 14;

void fill_sums(const PlanTexts& texts, const PlaceFigures& sums, web::Model& row) {
  row.set("COLLECTED", texts.number(sums.collected_kg)).set("WORKED", texts.number(sums.worked_kg));
  row.set("DELIVERED", texts.number(sums.delivered_kg)).set("RESIDUE", texts.number(sums.residue_kg));
  row.set("UNTAKEN", texts.number(sums.untaken_kg)).set("HOURS", texts.decimal(sums.hours, 0));
}

}  // namespace

void fill_plan_drawings(const PlanTexts& texts, const ReadPlan& plan, web::Model& model) {
  const auto largest = largest_place_flows(plan.figures, plan.names, kArcs);
  if (!largest.empty()) {
    web::Model& part = model.add("MAP");
    part.set("MAP_SVG", drawings::draw_overview_map(flow_map_of(texts, largest)));
    for (const PlaceFlow& flow : largest) {
      web::Model& row = part.add("ARC");
      row.set("CLASS", family_class_of(flow.family)).set("FAMILY", texts.family(flow.family));
      row.set("FROM", texts.place(flow.from_place)).set("TO", texts.place(flow.to_place));
      row.set("KG", texts.number(flow.kg));
    }
  }
  if (plan.bundles.empty()) {
    model.show("NO_FLOWS");
    return;
  }
  web::Model& part = model.add("SANKEY");
  part.set("SANKEY_SVG", drawings::draw_sankey(sankey_of(texts, plan.bundles)));
  for (const FlowBundle& bundle : plan.bundles) {
    web::Model& row = part.add("BUNDLE");
    row.set("FROM", stop_words(texts, bundle.from)).set("TO", stop_words(texts, bundle.to));
    row.set("KG", texts.number(bundle.kg));
    if (bundle.to.kind == StopKind::residue) {
      row.set("FAMILY", texts.get("planning.stop.residue")).set("CLASS", "m-andere");
    } else {
      row.set("FAMILY", texts.family(bundle.family)).set("CLASS", family_class_of(bundle.family));
    }
  }
}

void fill_plan_sums(const PlanTexts& texts, const ReadPlan& plan, web::Model& model) {
  const matching::PlanTotals& totals = plan.figures.totals;
  model.set("COLLECTED", texts.number(totals.collected_kg)).set("DELIVERED", texts.number(totals.delivered_kg));
  model.set("RESIDUE", texts.number(totals.residue_kg)).set("UNTAKEN", texts.number(totals.untaken_kg));
  model.set("OFFERED", texts.number(totals.offered_kg));
  model.set("ROAD", texts.decimal(totals.road_tkm, 0));
  for (const HubFigures& hub : plan.figures.hubs) {
    web::Model& row = model.add("HUB");
    row.set("NAME", texts.hub(hub.hub));
    fill_sums(texts, hub.sums, row);
  }
  for (const MaterialFigures& material : plan.figures.materials) {
    web::Model& row = model.add("MATERIAL");
    row.set("NAME", texts.material(material.material));
    row.set("CLASS", family_class_of(family_of(plan.names, material.material)));
    row.set("COLLECTED", texts.number(material.collected_kg)).set("MADE", texts.number(material.made_kg));
    row.set("WORKED", texts.number(material.worked_kg)).set("DELIVERED", texts.number(material.delivered_kg));
    row.set("UNTAKEN", texts.number(material.untaken_kg));
  }
}

}  // namespace kringwerk::planning
