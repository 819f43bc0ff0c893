#include "desk/io/home_page.h"

#include <algorithm>

#include "drawings/glyphs.h"
#include "drawings/partner_ring.h"
#include "matchmaking/io/show_example.h"
#include "network/io/show_hubs.h"
#include "site/land.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::desk {

namespace {

using site::Services;

drawings::Svg draw_map(const Services& services, Language language, const std::vector<network::HubOverview>& hubs) {
  drawings::OverviewMap map;
  map.aria_label = services.texts.get(language, "desk.home.map");
  map.lands = site::without_neighbours(services.land);
  map.hubs = network::map_hubs(services, language, hubs);
  return drawings::draw_overview_map(map);
}

/// The worked example of the shipped world: two tonnes of hard plastic a month in Leuven.
const materials::StreamId kExample = materials::StreamId::from_key("stream", "offer-golden-pp");

void add_example(const Services& services, matchmaking::LiveEconomy& live, Language language, web::Model& model) {
  web::Model section;
  if (!matchmaking::show_example(services, live, language, kExample, section)) return;
  section.set("ADDRESS", site::address(language, "/offers/" + kExample.text()));
  model.add("EXAMPLE") = std::move(section);
}

web::Response home_page(const Services& services, matchmaking::LiveEconomy& live, const web::Call& call) {
  auto hubs = services.database.read([&](storage::Connection& connection) {
    return network::load_overview(connection, text::brussels_day(services.now()));
  });
  std::erase_if(hubs, [](const network::HubOverview& overview) { return overview.hub.is_example; });

  const Language language = call.language;
  web::Model model;
  model.set("HOME", site::address(language, ""));
  if (hubs.empty()) {
    model.show("NO_HUBS");
  } else {
    web::Model& section = model.add("HUBS");
    section.set("MAP_SVG", draw_map(services, language, hubs));
    for (const network::HubOverview& overview : hubs) {
      web::Model& row = section.add("HUB");
      row.set("ADDRESS", site::address(language, "/hubs/" + overview.hub.id.text())).set("NAME", overview.hub.name);
      row.set("NUMBER", overview.number).set("RING_SVG", drawings::draw_partner_ring(overview.ring, ""));
    }
  }
  add_example(services, live, language, model);
  model.set("DECLARED_SVG", drawings::draw_evidence_ring(drawings::EvidenceLevel::declared));

  site::PageFrame frame;
  frame.title = services.texts.get(language, "desk.home.title");
  frame.description = services.texts.get(language, "desk.home.lead");
  return site::page(services, call, "desk/home.html", model, frame);
}

}  // namespace

void add_desk_routes(web::Router& router, const Services& services, std::shared_ptr<matchmaking::LiveEconomy> live) {
  const web::Handler home = [&services, live = std::move(live)](const web::Call& call) {
    return home_page(services, *live, call);
  };
  router.add({web::Method::get, "/{lang}", "site.home"}, home);
  router.add({web::Method::get, "/{lang}/", "site.home"}, home);
}

}  // namespace kringwerk::desk
