#include <algorithm>
#include <set>

#include "access/policy.h"
#include "drawings/partner_ring.h"
#include "network/io/network_pages.h"
#include "network/io/show_hubs.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using site::Services;

/// What the visitor asked for: one province, sector, service or none.
struct HubFilter {
  std::string province;
  std::string sector;
  std::string service;
  bool is_set() const { return !province.empty() || !sector.empty() || !service.empty(); }
};

bool is_in(const std::vector<std::string>& list, const std::string& wanted) {
  return wanted.empty() || std::find(list.begin(), list.end(), wanted) != list.end();
}

bool fits(const HubOverview& hub, const HubFilter& filter) {
  return is_in(hub.provinces, filter.province) && is_in(hub.sectors, filter.sector) &&
         is_in(hub.services, filter.service);
}

std::string topic_word(const Services& services, Language language, const char* kind, const std::string& topic) {
  const std::string id = std::string("network.") + kind + "." + topic;
  return services.texts.has(language, id) ? services.texts.get(language, id) : topic;
}

std::string words_of(const Services& services, Language language, const char* kind,
                     const std::vector<std::string>& topics) {
  std::string words;
  for (const std::string& topic : topics) {
    if (!words.empty()) words += ", ";
    words += topic_word(services, language, kind, topic);
  }
  // On a phone the row has no headings: what is unknown says what it is.
  return words.empty() ? services.texts.get(language, std::string("network.hubs.unknown_") + kind) : words;
}

void add_options(const Services& services, Language language, web::Model& model, const std::string& section,
                 const char* kind, const std::set<std::string>& values, const std::string& chosen) {
  for (const std::string& value : values) {
    web::Model& option = model.add(section);
    const std::string word = *kind == '\0' ? value : topic_word(services, language, kind, value);
    option.set("VALUE", value).set("WORD", word).show_if(value == chosen, "CHOSEN");
  }
}

void add_filters(const Services& services, Language language, const std::vector<HubOverview>& hubs,
                 const HubFilter& filter, web::Model& model) {
  std::set<std::string> provinces, sectors, offered;
  for (const HubOverview& hub : hubs) {
    provinces.insert(hub.provinces.begin(), hub.provinces.end());
    sectors.insert(hub.sectors.begin(), hub.sectors.end());
    offered.insert(hub.services.begin(), hub.services.end());
  }
  add_options(services, language, model, "PROVINCE", "", provinces, filter.province);
  add_options(services, language, model, "SECTOR", "sector", sectors, filter.sector);
  add_options(services, language, model, "SERVICE", "service", offered, filter.service);
}

void add_row(const Services& services, Language language, const HubOverview& overview, web::Model& model) {
  web::Model& row = model.add("HUB");
  row.set("ADDRESS", site::address(language, "/hubs/" + overview.hub.id.text())).set("NAME", overview.hub.name);
  row.set("NUMBER", overview.number > 0 ? std::to_string(overview.number) : "–");
  row.set("PLACE",
          overview.hub.place_label.empty() ? services.texts.get(language, "site.unknown") : overview.hub.place_label);
  row.set("SECTORS", words_of(services, language, "sector", overview.sectors));
  row.set("SERVICES", words_of(services, language, "service", overview.services));
  row.set("PARTNERS", composition_words(services, language, overview.composition));
  row.show_if(overview.hub.is_example, "EXAMPLE");
}

drawings::Svg draw_map(const Services& services, Language language, const std::vector<HubOverview>& hubs) {
  drawings::OverviewMap map;
  map.aria_label = services.texts.get(language, "network.map.label");
  map.lands = services.land;
  map.hubs = map_hubs(services, language, hubs);
  return drawings::draw_overview_map(map);
}

/// Names the hubs that the map cannot show, so that it tells no less than the table.
void add_off_map(const Services& services, Language language, const std::vector<HubOverview>& hubs, web::Model& model) {
  std::string names;
  for (const HubOverview& overview : hubs) {
    if (overview.at) continue;
    if (!names.empty()) names += ", ";
    names += overview.hub.name;
  }
  if (names.empty()) return;
  model.add("OFF_MAP").set("WORDS", services.texts.format(language, "network.map.off_map", {{"hubs", names}}));
}

void add_legend(web::Model& model) {
  using enum drawings::PartnerState;
  model.set("RING_FULL_SVG", drawings::draw_partner_ring({present, present, present}, ""));
  model.set("RING_LACKING_SVG", drawings::draw_partner_ring({present, present, missing}, ""));
  model.set("RING_UNKNOWN_SVG", drawings::draw_partner_ring({unknown, unknown, unknown}, ""));
}

}  // namespace

web::Response hubs_page(const Services& services, const web::Call& call) {
  const HubFilter filter{std::string(call.request.query.value("province")),
                         std::string(call.request.query.value("sector")),
                         std::string(call.request.query.value("service"))};
  const auto hubs = services.database.read(
      [&](storage::Connection& connection) { return load_overview(connection, text::brussels_day(services.now())); });
  std::vector<HubOverview> shown;
  std::copy_if(hubs.begin(), hubs.end(), std::back_inserter(shown), [&](const auto& hub) { return fits(hub, filter); });

  web::Model model;
  model.set("HOME", site::address(call.language, ""));
  add_filters(services, call.language, hubs, filter, model);
  add_legend(model);
  model.show_if(
      access::may(site::visit_of(call).actor, access::Action::create, {.type = "hub", .visibility = "-", .state = "-"}),
      "NEW_HUB");
  model.show_if(filter.is_set(), "FILTERED");
  const auto examples = std::count_if(shown.begin(), shown.end(), [](const auto& hub) { return hub.hub.is_example; });
  const auto count = static_cast<std::int64_t>(shown.size()) - examples;
  model.set("COUNT", services.texts.plural(call.language, "network.hubs.count", count));
  if (examples > 0) {
    model.add("EXAMPLES").set("COUNT", services.texts.plural(call.language, "network.hubs.examples", examples));
  }
  if (shown.empty()) {
    model.show("NONE");
  } else {
    web::Model& some = model.add("SOME");
    some.set("MAP_SVG", draw_map(services, call.language, shown));
    add_off_map(services, call.language, shown, some);
    for (const HubOverview& hub : shown) add_row(services, call.language, hub, some);
  }
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "network.hubs.title");
  frame.description = services.texts.get(call.language, "network.hubs.lead");
  frame.menu = site::MenuEntry::hubs;
  frame.crumbs = {{services.texts.get(call.language, "site.menu.hubs"), ""}};
  return site::page(services, call, "network/hubs.html", model, frame);
}

}  // namespace kringwerk::network
