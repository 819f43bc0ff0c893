#pragma once

#include <span>
#include <string>
#include <vector>

#include "drawings/overview_map.h"
#include "network/io/load_hubs.h"
#include "site/services.h"

namespace kringwerk::network {

/// What lists and maps show of one hub.
struct HubOverview {
  Hub hub;
  int number = 0;  ///< place in the brief's list; 0 for an example
  Composition composition;
  drawings::PartnerRing ring;
  std::vector<std::string> provinces;
  std::vector<std::string> sectors;   ///< of today
  std::vector<std::string> services;  ///< of today
  std::optional<Point> at;            ///< own position, else the middle of its municipalities
};

/// All hubs as they are on `day`.
std::vector<HubOverview> load_overview(storage::Connection& connection, Day day);

/// The ring of a hub: an arc is present when a core partner of that kind is recorded, missing when a complete list
/// lacks it, unknown otherwise.
drawings::PartnerRing ring_of(const Composition& composition, std::span<const OrganisationKind> present);

/// The hub as a marker that links to its page. Hubs without any known place are left to the list.
std::vector<drawings::MapHub> map_hubs(const site::Services& services, Language language,
                                       std::span<const HubOverview> hubs);

/// "partners not recorded", "valid", or the kinds that are missing, in words.
std::string composition_words(const site::Services& services, Language language, const Composition& composition);

}  // namespace kringwerk::network
