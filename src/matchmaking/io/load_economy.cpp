#include "matchmaking/io/load_economy.h"

#include "clocks/io/load_clocks.h"
#include "materials/io/load_materials.h"
#include "materials/io/load_streams.h"
#include "materials/io/load_waste_list.h"
#include "network/io/load_organisations.h"
#include "network/io/load_places.h"
#include "storage/period_columns.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

namespace {

using storage::Connection;
using storage::Rows;

using Participants = std::map<network::OrganisationId, Participant>;

Participants load_participants(Connection& connection) {
  Participants participants;
  Rows rows = connection.query(
      "SELECT organisation_id, name, kind, is_example, nis, lon_degrees, lat_degrees FROM organisation");
  while (rows.next()) {
    Participant one;
    one.id = rows.get<network::OrganisationId>(0);
    one.name = rows.get<std::string>(1);
    one.kind = network::parse_organisation_kind(rows.text(2)).value();
    one.is_example = rows.get<bool>(3);
    if (!rows.is_null(4)) one.nis = network::Nis{rows.get<std::string>(4)};
    if (!rows.is_null(5) && !rows.is_null(6)) one.position = Point{rows.float64(5), rows.float64(6)};
    participants.emplace(one.id, std::move(one));
  }
  return participants;
}

/// Adds the words of one dated list ("permit" or "kind") that hold on `today`.
void add_dated(Rows rows, Day today, Participants& participants, std::vector<std::string> Participant::*list) {
  while (rows.next()) {
    const Period period = storage::period_in(rows, 2);
    const auto owner = participants.find(rows.get<network::OrganisationId>(0));
    if (owner == participants.end() || !period.contains(today)) continue;
    (owner->second.*list).push_back(rows.get<std::string>(1));
  }
}

/// Capabilities that nobody confirmed for too long.
void leave_out_hidden(Economy& economy) {
  using clocks::Freshness;
  using clocks::RecordType;
  const auto since =
      clocks::confirmed_since({economy.clocks, economy.today}, RecordType::capability, Freshness::hidden);
  if (!since) return;
  std::erase_if(economy.capabilities,
                [&](const network::Capability& capability) { return capability.confirmed_at < *since; });
}

}  // namespace

Economy load_economy(Connection& connection, const matching::PolicyRow& policy, Instant now,
                     const materials::Audience& audience) {
  Economy economy = load_economy_without_streams(connection, policy, now);
  economy.streams = materials::load_matchable_streams(connection, now, audience);
  return economy;
}

Economy load_economy_without_streams(Connection& connection, const matching::PolicyRow& policy, Instant now) {
  const Day today = text::brussels_day(now);
  Economy economy{.today = today,
                  .policy = policy,
                  .weights = kPolicyWeights,
                  .taxonomy = materials::load_taxonomy(connection),
                  .retention = materials::load_terms(connection).retention,
                  .streams = {},
                  .capabilities = network::load_open_capabilities(connection),
                  .participants = load_participants(connection),
                  .municipalities = {},
                  .waste_list = materials::load_waste_list(connection)};
  economy.policy.period = period_from(today);
  economy.clocks = clocks::load_clocks(connection);
  leave_out_hidden(economy);
  add_dated(connection.query("SELECT organisation_id, permit, from_on, to_on FROM organisation_permit ORDER BY permit"),
            today, economy.participants, &Participant::permits);
  add_dated(connection.query("SELECT organisation_id, kind, from_on, to_on FROM recognition ORDER BY kind"), today,
            economy.participants, &Participant::recognitions);
  for (network::Municipality& town : network::load_municipalities(connection)) {
    economy.municipalities.emplace(town.nis, std::move(town));
  }
  return economy;
}

}  // namespace kringwerk::matchmaking
