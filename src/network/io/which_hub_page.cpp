#include <algorithm>
#include <array>
#include <cmath>

#include "drawings/partner_ring.h"
#include "network/io/load_places.h"
#include "network/io/network_pages.h"
#include "network/io/show_hubs.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using site::Services;

/// One answer: the place, the hubs that serve it, and those whose region nobody recorded.
struct Answer {
  std::vector<FoundPlace> places;
  std::vector<HubOverview> serving;
  std::vector<HubOverview> elsewhere;
  std::vector<std::string> suggestions;
};

constexpr std::size_t kNearby = 3;

/// The sectors a visitor can choose: the families of materials.
constexpr std::array<std::string_view, 9> kSectors{"kunststof", "textiel", "hout",   "metaal", "elektro",
                                                   "voeding",   "bouw",    "papier", "glas"};

void add_sectors(const Services& services, Language language, const std::string& chosen, web::Model& model) {
  for (const std::string_view sector : kSectors) {
    web::Model& option = model.add("SECTOR");
    option.set("VALUE", sector).set("WORD", services.texts.get(language, "network.sector." + std::string(sector)));
    option.show_if(sector == chosen, "CHOSEN");
  }
}

double distance(const HubOverview& hub, Point from) {
  return hub.at ? great_circle_km(*hub.at, from) : 1e9;
}

/// Municipality names that differ from the typed one by a letter or two.
std::vector<std::string> similar_names(storage::Connection& connection, std::string_view typed, Language language) {
  const std::string folded = text::folded(typed);
  std::vector<std::string> names;
  if (folded.size() < 4) return names;
  for (const Municipality& municipality : load_municipalities(connection)) {
    const std::string name = text::folded(municipality.name.best(language));
    if (is_close(folded, name)) names.push_back(municipality.name.best(language));
  }
  if (names.size() > kNearby) names.resize(kNearby);
  return names;
}

Answer find_answer(storage::Connection& connection, const std::string& typed, const std::string& sector, Day today,
                   Language language) {
  Answer answer;
  answer.places = find_places(connection, typed);
  if (answer.places.empty()) answer.suggestions = similar_names(connection, typed, language);
  if (answer.places.size() != 1) return answer;
  const Municipality& place = answer.places.front().municipality;
  std::vector<HubId> serving;
  for (const Hub& hub : load_hubs_serving(connection, place.nis)) serving.push_back(hub.id);
  for (HubOverview& hub : load_overview(connection, today)) {
    const bool serves = std::find(serving.begin(), serving.end(), hub.hub.id) != serving.end();
    (serves ? answer.serving : answer.elsewhere).push_back(std::move(hub));
  }
  // A hub that works on the sector comes first; the others stay in the list.
  if (!sector.empty()) {
    std::stable_partition(answer.serving.begin(), answer.serving.end(), [&](const HubOverview& hub) {
      return std::find(hub.sectors.begin(), hub.sectors.end(), sector) != hub.sectors.end();
    });
  }
  std::stable_sort(answer.elsewhere.begin(), answer.elsewhere.end(),
                   [&](const auto& a, const auto& b) { return distance(a, place.centre) < distance(b, place.centre); });
  std::erase_if(answer.elsewhere, [](const HubOverview& hub) { return hub.hub.is_example; });
  if (answer.elsewhere.size() > kNearby) answer.elsewhere.resize(kNearby);
  return answer;
}

void add_serving(const Services& services, Language language, const Answer& answer, const std::string& sector,
                 web::Model& model) {
  if (answer.serving.empty()) return;
  web::Model& panels = model.add("ANSWER");
  for (const HubOverview& overview : answer.serving) {
    web::Model& panel = panels.add("SERVING");
    panel.set("NAME", overview.hub.name).set("RING_SVG", drawings::draw_partner_ring(overview.ring, ""));
    panel.set("ADDRESS", site::address(language, "/hubs/" + overview.hub.id.text()));
    panel.set("PLACE", answer.places.front().matched);
    const std::string& municipality = answer.places.front().municipality.name.best(language);
    panel.set("REASON", services.texts.format(language, "network.which.reason", {{"municipality", municipality}}));
    const bool sector_fits = !sector.empty() && std::find(overview.sectors.begin(), overview.sectors.end(), sector) !=
                                                    overview.sectors.end();
    panel.show_if(sector_fits, "SECTOR_FITS").show_if(overview.hub.is_example, "EXAMPLE");
  }
}

void add_elsewhere(const Services& services, Language language, const Answer& answer, web::Model& model) {
  if (answer.elsewhere.empty()) return;
  web::Model& section = model.add("ELSEWHERE");
  for (const HubOverview& overview : answer.elsewhere) {
    web::Model& row = section.add("HUB");
    row.set("NAME", overview.hub.name).set("ADDRESS", site::address(language, "/hubs/" + overview.hub.id.text()));
    const Point centre = answer.places.front().municipality.centre;
    const auto km = static_cast<std::int64_t>(std::llround(distance(overview, centre)));
    row.set("WHERE", overview.at ? services.texts.format(language, "network.which.km", {{"km", km}})
                                 : services.texts.get(language, "network.which.area_unknown"));
  }
}

void add_answer(const Services& services, Language language, const std::string& typed, const Answer& answer,
                const std::string& sector, web::Model& model) {
  if (answer.places.empty()) {
    web::Model& none = model.add("NOT_FOUND");
    none.set("TYPED", typed);
    for (const std::string& name : answer.suggestions) none.add("SUGGESTION").set("NAME", name);
  } else if (answer.places.size() > 1) {
    web::Model& several = model.add("SEVERAL");
    for (const FoundPlace& place : answer.places) {
      several.add("PLACE").set("NAME", place.municipality.name.best(language)).set("MATCHED", place.matched);
    }
  } else {
    if (answer.serving.empty()) {
      model.add("NOBODY").set("PLACE", answer.places.front().municipality.name.best(language));
    }
    add_serving(services, language, answer, sector, model);
    add_elsewhere(services, language, answer, model);
  }
}

}  // namespace

web::Response which_hub_page(const Services& services, const web::Call& call) {
  const std::string typed(call.request.query.value("place").substr(0, 80));
  const std::string sector(call.request.query.value("sector"));
  web::Model model;
  model.set("TYPED", typed).set("HOME", site::address(call.language, ""));
  add_sectors(services, call.language, sector, model);
  if (!typed.empty()) {
    const Day today = text::brussels_day(services.now());
    const Answer answer = services.database.read(
        [&](storage::Connection& connection) { return find_answer(connection, typed, sector, today, call.language); });
    add_answer(services, call.language, typed, answer, sector, model);
  }
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "network.which.title");
  frame.menu = site::MenuEntry::hubs;
  frame.crumbs = {{services.texts.get(call.language, "site.menu.hubs"), "/hubs"}, {frame.title, ""}};
  return site::page(services, call, "network/which_hub.html", model, frame);
}

}  // namespace kringwerk::network
