#include "network/io/load_organisation_hubs.h"

#include <string>

namespace kringwerk::network {

namespace {

constexpr std::string_view kHubsOfOrganisations =
    "SELECT organisation_id, hub_id FROM membership WHERE (from_on IS NULL OR from_on <= ?1) AND "
    "(to_on IS NULL OR to_on >= ?1) UNION SELECT organisation.organisation_id, hub_area.hub_id FROM organisation "
    "JOIN hub_area ON hub_area.nis = organisation.nis";

}  // namespace

HubsOfOrganisations load_hubs_of_organisations(storage::Connection& connection, Day today) {
  HubsOfOrganisations hubs;
  storage::Rows rows = connection.query(kHubsOfOrganisations, today);
  while (rows.next()) hubs[rows.get<OrganisationId>(0)].push_back(rows.int64(1));
  return hubs;
}

std::vector<std::int64_t> load_hubs_of_organisation(storage::Connection& connection, OrganisationId organisation,
                                                    Day today) {
  const std::string sql =
      "SELECT hub_id FROM (" + std::string(kHubsOfOrganisations) + ") AS belonging WHERE organisation_id = ?2";
  std::vector<std::int64_t> hubs;
  storage::Rows rows = connection.query(sql, today, organisation);
  while (rows.next()) hubs.push_back(rows.int64(0));
  return hubs;
}

access::RecordFacts facts_of(OrganisationId organisation, std::vector<std::int64_t> hubs) {
  access::RecordFacts facts;
  facts.type = "organisation";
  facts.visibility = "-";
  facts.state = "-";
  facts.organisation = organisation.value();
  facts.hubs = std::move(hubs);
  return facts;
}

}  // namespace kringwerk::network
