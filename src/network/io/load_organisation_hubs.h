#pragma once

#include <map>
#include <vector>

#include "access/policy.h"
#include "base/time.h"
#include "network/organisation.h"
#include "storage/connection.h"

namespace kringwerk::network {

/// The hubs an organisation belongs to on a day: those it is a member of, and those that serve its municipality.
using HubsOfOrganisations = std::map<OrganisationId, std::vector<std::int64_t>>;
HubsOfOrganisations load_hubs_of_organisations(storage::Connection& connection, Day today);
std::vector<std::int64_t> load_hubs_of_organisation(storage::Connection& connection, OrganisationId organisation,
                                                    Day today);

/// An organisation as the policy asks about it.
access::RecordFacts facts_of(OrganisationId organisation, std::vector<std::int64_t> hubs);

}  // namespace kringwerk::network
