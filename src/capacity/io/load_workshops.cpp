#include "capacity/io/load_workshops.h"

#include "clocks/io/load_clocks.h"
#include "network/io/load_calendar.h"
#include "network/io/load_organisations.h"
#include "network/io/load_places.h"
#include "text/format.h"

namespace kringwerk::capacity {

namespace {

using network::Capability;
using network::CapabilityState;
using network::OrganisationId;
using storage::Connection;

struct OwnerFacts {
  std::string name;
  std::string nis;
  std::optional<Point> at;
  std::vector<std::string> permits;
};

std::map<OrganisationId, OwnerFacts> load_owner_facts(Connection& connection, Day today) {
  std::map<OrganisationId, OwnerFacts> owners;
  auto rows = connection.query("SELECT organisation_id, name, nis, lon_degrees, lat_degrees FROM organisation");
  while (rows.next()) {
    OwnerFacts& owner = owners[rows.get<OrganisationId>(0)];
    owner.name = rows.get<std::string>(1);
    if (!rows.is_null(2)) owner.nis = rows.get<std::string>(2);
    if (!rows.is_null(3) && !rows.is_null(4)) owner.at = Point{rows.float64(3), rows.float64(4)};
  }
  auto permits = connection.query(
      "SELECT organisation_id, permit FROM organisation_permit WHERE (from_on IS NULL OR from_on <= ?1) AND (to_on IS "
      "NULL OR to_on >= ?1) ORDER BY permit",
      day_text(today));
  while (permits.next()) {
    owners[permits.get<OrganisationId>(0)].permits.push_back(permits.get<std::string>(1));
  }
  return owners;
}

std::map<std::string, std::vector<std::int64_t>> load_hubs_by_place(Connection& connection) {
  std::map<std::string, std::vector<std::int64_t>> hubs;
  auto rows = connection.query("SELECT nis, hub_id FROM hub_area ORDER BY hub_id");
  while (rows.next()) hubs[rows.get<std::string>(0)].push_back(rows.int64(1));
  return hubs;
}

}  // namespace

WorkshopList load_workshops(Connection& connection, const access::Actor& reader, Language language, Instant now) {
  WorkshopList list;
  list.reading = clocks::load_clock_reading(connection, now);
  const Day today = list.reading.today;
  list.taxonomy = materials::load_taxonomy(connection);
  list.terms = materials::load_terms(connection);
  auto all = network::load_capabilities(connection);
  std::erase_if(all, [&](const Capability& capability) {
    const bool is_listed = capability.state == CapabilityState::open || capability.state == CapabilityState::paused;
    return !is_listed || !access::may(reader, access::Action::read, network::facts_of(capability));
  });
  list.calendars = network::load_calendars(connection, all, today);
  const auto owners = load_owner_facts(connection, today);
  const auto hubs = load_hubs_by_place(connection);
  std::map<std::string, network::Municipality> towns;
  for (network::Municipality& town : network::load_municipalities(connection)) {
    towns.emplace(town.nis.code, std::move(town));
  }
  for (Capability& capability : all) {
    const OwnerFacts& owner = owners.at(capability.organisation);
    const std::string nis = capability.nis ? capability.nis->code : owner.nis;
    const auto town = towns.find(nis);
    const Capability& kept = list.capabilities.emplace_back(std::move(capability));
    KnownWorkshop known{&kept, &list.calendars.at(kept.id), kept.nis ? std::nullopt : owner.at, {}, owner.permits,
                        false};
    const auto state = clocks::freshness_of(list.reading.clocks.of(clocks::RecordType::capability),
                                            text::brussels_day(kept.confirmed_at), today);
    known.is_unconfirmed = state == clocks::Freshness::hidden;
    if (!known.at && town != towns.end()) known.at = town->second.centre;
    if (const auto served = hubs.find(nis); served != hubs.end()) known.hubs = served->second;
    list.owners[kept.organisation].name = owner.name;
    if (town != towns.end()) list.places[kept.id] = town->second.name.best(language);
    list.known.push_back(std::move(known));
  }
  auto rows = connection.query("SELECT hub_id, name FROM hub ORDER BY is_example, list_order");
  while (rows.next()) list.hubs.emplace_back(rows.int64(0), rows.get<std::string>(1));
  return list;
}

}  // namespace kringwerk::capacity
