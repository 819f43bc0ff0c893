#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "network/composition.h"
#include "network/hub.h"
#include "storage/connection.h"

/// Everything here is public; one query, one function.
namespace kringwerk::network {

struct TopicOfHub {
  HubId hub;
  DatedTopic topic;
};

struct MemberOfHub {
  Membership membership;
  std::string name;
  KindBasis kind_basis{};
  bool is_example = false;
  std::string source;
};

/// All hubs in the order of the brief, examples last.
std::vector<Hub> load_hubs(storage::Connection& connection);
std::optional<Hub> load_hub(storage::Connection& connection, HubId hub);

/// "sector" or "service", of one hub, or of all.
std::vector<TopicOfHub> load_topics(storage::Connection& connection, std::string_view topic_kind);
std::vector<DatedTopic> load_topics_of(storage::Connection& connection, HubId hub, std::string_view topic_kind);

/// Partners of one hub by role, then name; also those of the past.
std::vector<MemberOfHub> load_members(storage::Connection& connection, HubId hub);
std::vector<Day> load_completeness(storage::Connection& connection, HubId hub);
std::vector<ContactPoint> load_contacts(storage::Connection& connection, HubId hub);
std::vector<SupportAmount> load_amounts(storage::Connection& connection, HubId hub);

/// The municipalities that a hub serves, by name.
struct AreaOfHub {
  ServiceArea area;
  LocalText name;
  std::string province;
  std::string source;
};
std::vector<AreaOfHub> load_areas(storage::Connection& connection, HubId hub);

/// Provinces in which each hub serves at least one municipality, for the filter by region.
struct HubProvince {
  HubId hub;
  std::string province;
};
std::vector<HubProvince> load_hub_provinces(storage::Connection& connection);

/// Composition of every hub on one day, for lists and the map.
struct HubComposition {
  HubId hub;
  Composition composition;
  std::vector<OrganisationKind> present;  ///< core kinds among the core partners that are recorded
};
std::vector<HubComposition> load_compositions(storage::Connection& connection, Day day);

}  // namespace kringwerk::network
