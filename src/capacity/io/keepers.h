#pragma once

#include <string>
#include <vector>

#include "network/capability.h"
#include "storage/connection.h"

/// Who keeps which capabilities up to date: the organisation's own users, the coordinators of its hubs.
namespace kringwerk::capacity {

bool keeps(storage::Connection& connection, const access::Actor& actor, const network::Capability& capability);
/// Whether somebody may see who booked what.
bool sees_bookings(storage::Connection& connection, const access::Actor& actor, const network::Capability& capability);

struct OrganisationChoice {
  network::OrganisationId id;
  std::string name;
};
/// Organisations for which somebody may write down a capability, by name.
std::vector<OrganisationChoice> load_organisation_choices(storage::Connection& connection, const access::Actor& actor);

/// Capabilities that somebody keeps, whatever their state, by name of their organisation.
struct KeptCapability {
  network::Capability capability;
  std::string organisation_name;
};
std::vector<KeptCapability> load_kept_capabilities(storage::Connection& connection, const access::Actor& actor);

}  // namespace kringwerk::capacity
