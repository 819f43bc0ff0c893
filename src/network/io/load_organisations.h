#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "network/capability.h"
#include "network/hub.h"
#include "network/organisation.h"
#include "storage/connection.h"

namespace kringwerk::network {

std::optional<Organisation> load_organisation(storage::Connection& connection, OrganisationId id);

/// The hubs an organisation is or was a member of.
struct HubOfMember {
  HubId hub;
  std::string hub_name;
  bool is_example = false;  ///< the hub
  MembershipRole role{};
  Period period;
  std::string source;
};
std::vector<HubOfMember> load_hubs_of(storage::Connection& connection, OrganisationId organisation);

/// What the organisation's workshops can do, by name.
std::vector<Capability> load_capabilities_of(storage::Connection& connection, OrganisationId organisation);
std::optional<Capability> load_capability(storage::Connection& connection, CapabilityId id);
/// All capabilities in whatever state, by id: for decisions; what is shown is asked of the policy (access_facts).
std::vector<Capability> load_capabilities(storage::Connection& connection);
/// Those that can be found, matched and asked for work.
std::vector<Capability> load_open_capabilities(storage::Connection& connection);

/// The hubs that serve the municipality where the work is done: of the capability, else of its organisation.
std::vector<std::int64_t> load_hubs_of(storage::Connection& connection, const Capability& capability);

/// Where a fact comes from.
struct Source {
  std::string key;
  std::string title;
  std::string publisher;
  std::string licence;
  std::string url;
  std::string published;
  std::string note;
};
std::vector<Source> load_sources(storage::Connection& connection);
std::optional<Source> load_source(storage::Connection& connection, std::string_view key);

}  // namespace kringwerk::network
