#include <algorithm>
#include <set>

#include "planning/io/plan_view.h"

namespace kringwerk::planning {

namespace {

void fill_end(const PlanTexts& texts, const std::string& record, const std::string& place, web::Model& end) {
  const std::string address = texts.owner_address(record);
  if (address.empty()) {
    end.add("PLAIN").set("NAME", texts.owner(record));
  } else {
    end.add("LINK").set("ADDRESS", address).set("NAME", texts.owner(record));
  }
  end.set("PLACE", texts.place(place));
}

void fill_row(const PlanTexts& texts, const ReadPlan& plan, const FlowLine& flow, web::Model& row) {
  fill_end(texts, flow.from, flow.from_place, row.add("FROM"));
  fill_end(texts, flow.to, flow.to_place, row.add("TO"));
  row.set("CLASS", family_class_of(family_of(plan.names, flow.material)));
  row.set("MATERIAL", texts.material(flow.material));
  row.set("KG", texts.number(flow.kg)).set("KM", texts.decimal(flow.km, 0));
}

void add_option(web::Model& model, std::string_view section, const std::string& value, const std::string& word,
                const std::string& chosen) {
  model.add(section).set("VALUE", value).set("WORD", word).show_if(value == chosen, "CHOSEN");
}

void fill_filter(const PlanTexts& texts, const ReadPlan& plan, const FlowFilter& filter, web::Model& model) {
  std::set<std::string> families;
  for (const FlowLine& flow : plan.figures.flows) families.insert(family_of(plan.names, flow.material));
  for (const std::string& family : families) {
    add_option(model, "FAMILY_OPTION", family, texts.family(family), filter.family);
  }
  for (const HubFigures& hub : plan.figures.hubs) {
    if (!hub.hub.empty()) add_option(model, "HUB_OPTION", hub.hub, texts.hub(hub.hub), filter.hub);
  }
}

}  // namespace

void fill_plan_flows(const PlanTexts& texts, const ReadPlan& plan, const FlowFilter& filter, const std::string& address,
                     web::Model& model) {
  std::vector<const FlowLine*> found;
  matching::Kilograms sum = 0;
  for (const FlowLine& flow : plan.figures.flows) {
    if (!filter.family.empty() && family_of(plan.names, flow.material) != filter.family) continue;
    if (!is_of_hub(plan.names, flow, filter.hub)) continue;
    found.push_back(&flow);
    sum += flow.kg;
  }
  model.set("ADDRESS", address);
  fill_filter(texts, plan, filter, model);
  model.set("FOUND", texts.format("planning.flows.found",
                                  {{"count", static_cast<std::int64_t>(found.size())}, {"amount", texts.number(sum)}}));
  if (found.empty()) {
    model.show("NONE_FOUND");
    return;
  }
  const std::size_t pages = (found.size() + kFlowsOnPage - 1) / kFlowsOnPage;
  const std::size_t page = std::min(static_cast<std::size_t>(filter.page), pages);
  web::Model& table = model.add("FLOWS");
  for (std::size_t i = (page - 1) * kFlowsOnPage; i < std::min(found.size(), page * kFlowsOnPage); ++i) {
    fill_row(texts, plan, *found[i], table.add("ROW"));
  }
  if (pages < 2) return;
  web::Model& turning = table.add("PAGES");
  const std::string query = address + "?hub=" + filter.hub + "&material=" + filter.family + "&page=";
  if (page > 1) turning.add("PREVIOUS").set("LINK", query + std::to_string(page - 1) + "#flows");
  if (page < pages) turning.add("NEXT").set("LINK", query + std::to_string(page + 1) + "#flows");
}

}  // namespace kringwerk::planning
