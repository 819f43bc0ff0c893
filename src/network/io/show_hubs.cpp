#include "network/io/show_hubs.h"

#include <algorithm>
#include <map>

#include "site/page.h"

namespace kringwerk::network {

namespace {

using drawings::PartnerState;

PartnerState arc_of(const Composition& composition, std::span<const OrganisationKind> present, OrganisationKind kind) {
  if (std::find(present.begin(), present.end(), kind) != present.end()) return PartnerState::present;
  return composition.state == CompositionState::not_recorded ? PartnerState::unknown : PartnerState::missing;
}

std::map<HubId, std::vector<std::string>> topics_today(storage::Connection& connection, std::string_view topic_kind,
                                                       Day day) {
  std::map<HubId, std::vector<std::string>> topics;
  for (TopicOfHub& topic : load_topics(connection, topic_kind)) {
    if (topic.topic.period.contains(day)) topics[topic.hub].push_back(std::move(topic.topic.topic));
  }
  return topics;
}

/// The middle of the municipalities a hub serves, for hubs that name a region and no town.
std::map<HubId, Point> middles(storage::Connection& connection) {
  std::map<HubId, Point> result;
  auto rows = connection.query(
      "SELECT a.hub_id, AVG(m.lon_degrees), AVG(m.lat_degrees) FROM hub_area a JOIN municipality m ON m.nis = a.nis "
      "GROUP BY a.hub_id");
  while (rows.next()) result[rows.get<HubId>(0)] = Point{rows.float64(1), rows.float64(2)};
  return result;
}

}  // namespace

drawings::PartnerRing ring_of(const Composition& composition, std::span<const OrganisationKind> present) {
  return {arc_of(composition, present, OrganisationKind::local_government),
          arc_of(composition, present, OrganisationKind::regular_economy),
          arc_of(composition, present, OrganisationKind::social_economy)};
}

std::vector<HubOverview> load_overview(storage::Connection& connection, Day day) {
  std::vector<HubOverview> hubs;
  auto sectors = topics_today(connection, "sector", day);
  auto services = topics_today(connection, "service", day);
  const auto middle_of = middles(connection);
  std::map<HubId, std::vector<std::string>> provinces;
  for (HubProvince& entry : load_hub_provinces(connection)) provinces[entry.hub].push_back(std::move(entry.province));
  std::map<HubId, HubComposition> compositions;
  for (HubComposition& entry : load_compositions(connection, day)) compositions[entry.hub] = std::move(entry);

  int number = 0;
  for (Hub& hub : load_hubs(connection)) {
    const HubId id = hub.id;
    HubOverview overview;
    overview.number = hub.is_example ? 0 : ++number;
    overview.composition = compositions[id].composition;
    overview.ring = ring_of(overview.composition, compositions[id].present);
    overview.provinces = std::move(provinces[id]);
    overview.sectors = std::move(sectors[id]);
    overview.services = std::move(services[id]);
    overview.at = hub.position;
    if (const auto middle = middle_of.find(id); !overview.at && middle != middle_of.end()) overview.at = middle->second;
    overview.hub = std::move(hub);
    hubs.push_back(std::move(overview));
  }
  return hubs;
}

std::vector<drawings::MapHub> map_hubs(const site::Services& services, Language language,
                                       std::span<const HubOverview> hubs) {
  std::vector<drawings::MapHub> marks;
  for (const HubOverview& overview : hubs) {
    if (!overview.at) continue;
    drawings::MapHub mark;
    mark.at = *overview.at;
    mark.number =
        overview.number > 0 ? std::to_string(overview.number) : services.texts.get(language, "network.map.example");
    mark.label = overview.hub.place_label;
    mark.accessible_name = overview.hub.name + ", " + composition_words(services, language, overview.composition);
    mark.href = site::address(language, "/hubs/" + overview.hub.id.text());
    mark.ring = overview.ring;
    mark.place = overview.hub.position ? drawings::HubPlace::town : drawings::HubPlace::region;
    marks.push_back(std::move(mark));
  }
  return marks;
}

std::string composition_words(const site::Services& services, Language language, const Composition& composition) {
  if (composition.state == CompositionState::not_recorded) {
    return services.texts.get(language, "network.composition.not_recorded");
  }
  if (composition.state == CompositionState::valid) return services.texts.get(language, "network.composition.valid");
  std::string kinds;
  for (const OrganisationKind kind : composition.missing) {
    if (!kinds.empty()) kinds += ", ";
    kinds += services.texts.get(language, "network.kind." + std::string(key_of(kind)));
  }
  return services.texts.format(language, "network.composition.lacking", {{"kinds", kinds}});
}

}  // namespace kringwerk::network
