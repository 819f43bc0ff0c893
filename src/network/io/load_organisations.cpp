#include "network/io/load_organisations.h"

#include <algorithm>
#include <map>

#include "base/word_list.h"
#include "network/io/load_places.h"
#include "network/io/world_fields.h"
#include "storage/period_columns.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

std::vector<std::string> load_words(Rows rows) {
  std::vector<std::string> words;
  while (rows.next()) words.push_back(rows.get<std::string>(0));
  return words;
}

std::vector<Recognition> load_recognitions(Connection& connection, OrganisationId organisation) {
  std::vector<Recognition> recognitions;
  Rows rows = connection.query(
      "SELECT kind, from_on, to_on, source_key FROM recognition WHERE organisation_id = ?1 ORDER BY kind",
      organisation);
  while (rows.next()) {
    recognitions.push_back({rows.get<std::string>(0), storage::period_in(rows, 1), rows.get<std::string>(3)});
  }
  return recognitions;
}

constexpr std::string_view kCapabilityColumns =
    "SELECT capability_id, organisation_id, kind, name_nl, name_en, name_fr, min_grade, capacity_grams_per_week, "
    "free_grams_per_week, min_batch_grams, max_batch_grams, cost_cents_per_tonne, social_minutes_per_tonne, lead_days, "
    "certificates, permits, confirmed_at_ms, is_example, source_key, regular_grams_per_week, price_basis, nis, state, "
    "version FROM capability";

template <std::size_t N>
std::size_t place_in(const std::array<std::string_view, N>& keys, std::string_view key) {
  return static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
}

Capability read_capability(const Rows& rows) {
  Capability capability;
  capability.id = rows.get<CapabilityId>(0);
  capability.organisation = rows.get<OrganisationId>(1);
  capability.kind = rows.get<std::string>(2);
  capability.name = LocalText{rows.get<std::string>(3), rows.get<std::string>(4), rows.get<std::string>(5)};
  capability.min_grade = rows.get<int>(6);
  capability.capacity_per_week = rows.get<Mass>(7);
  capability.free_per_week = rows.get<Mass>(8);
  capability.min_batch = rows.get<std::optional<Mass>>(9);
  capability.max_batch = rows.get<std::optional<Mass>>(10);
  capability.cost_per_tonne = rows.get<Money>(11);
  capability.social_minutes_per_tonne = rows.int64(12);
  capability.lead_days = rows.int64(13);
  capability.certificates = split_list(rows.get<std::string>(14));
  capability.permits = split_list(rows.get<std::string>(15));
  capability.confirmed_at = rows.get<Instant>(16);
  capability.is_example = rows.get<bool>(17);
  capability.source = rows.get<std::string>(18);
  capability.regular_per_week = rows.get<Mass>(19);
  capability.price_basis = static_cast<PriceBasis>(place_in(kPriceBasisKeys, rows.text(20)));
  if (!rows.is_null(21)) capability.nis = Nis{rows.get<std::string>(21)};
  capability.state = static_cast<CapabilityState>(place_in(kCapabilityStateKeys, rows.text(22)));
  capability.version = rows.int64(23);
  return capability;
}

/// Adds what a set of capabilities accepts and gives, two queries for all of them.
void load_materials(Connection& connection, std::vector<Capability>& capabilities) {
  std::map<CapabilityId, Capability*> by_id;
  for (Capability& capability : capabilities) by_id[capability.id] = &capability;
  Rows accepts = connection.query("SELECT capability_id, material FROM capability_accepts ORDER BY material");
  while (accepts.next()) {
    if (const auto found = by_id.find(accepts.get<CapabilityId>(0)); found != by_id.end()) {
      found->second->accepts.push_back(accepts.get<std::string>(1));
    }
  }
  Rows outputs = connection.query(
      "SELECT capability_id, material, grade, yield_millionths FROM capability_output ORDER BY yield_millionths DESC, "
      "material");
  while (outputs.next()) {
    if (const auto found = by_id.find(outputs.get<CapabilityId>(0)); found != by_id.end()) {
      found->second->outputs.push_back({outputs.get<std::string>(1), outputs.get<int>(2), outputs.int64(3)});
    }
  }
}

std::vector<Capability> collect_capabilities(Connection& connection, Rows rows) {
  std::vector<Capability> capabilities;
  while (rows.next()) capabilities.push_back(read_capability(rows));
  load_materials(connection, capabilities);
  return capabilities;
}

constexpr std::string_view kSourceColumns =
    "SELECT source_key, title, publisher, licence, url, published, note FROM source";

Source read_source(const Rows& rows) {
  return {rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3),
          rows.get<std::string>(4), rows.get<std::string>(5), rows.get<std::string>(6)};
}

}  // namespace

std::optional<Organisation> load_organisation(Connection& connection, OrganisationId id) {
  Organisation organisation;
  std::optional<std::string> nis;
  {
    Rows rows = connection.query(
        "SELECT name, kind, kind_basis, enterprise_number, nis, website, languages, is_example, note, source_key "
        "FROM organisation WHERE organisation_id = ?1",
        id);
    if (!rows.next()) return std::nullopt;
    organisation.id = id;
    organisation.name = rows.get<std::string>(0);
    organisation.kind = parse_organisation_kind(rows.text(1)).value();
    const auto basis = std::find(kKindBasisKeys.begin(), kKindBasisKeys.end(), rows.text(2));
    organisation.kind_basis = static_cast<KindBasis>(basis - kKindBasisKeys.begin());
    organisation.enterprise_number = rows.get<std::optional<std::string>>(3);
    nis = rows.get<std::optional<std::string>>(4);
    organisation.website = rows.get<std::string>(5);
    organisation.languages = split_list(rows.get<std::string>(6));
    organisation.is_example = rows.get<bool>(7);
    organisation.note = rows.get<std::string>(8);
    organisation.source = rows.get<std::string>(9);
  }
  if (nis) organisation.municipality = load_municipality(connection, Nis{*nis});
  organisation.sectors = load_words(
      connection.query("SELECT sector FROM organisation_sector WHERE organisation_id = ?1 ORDER BY sector", id));
  organisation.recognitions = load_recognitions(connection, id);
  return organisation;
}

std::vector<HubOfMember> load_hubs_of(Connection& connection, OrganisationId organisation) {
  std::vector<HubOfMember> hubs;
  Rows rows = connection.query(
      "SELECT h.hub_id, h.name, h.is_example, m.role, m.from_on, m.to_on, m.source_key FROM membership m JOIN hub h ON "
      "h.hub_id = m.hub_id WHERE m.organisation_id = ?1 ORDER BY h.list_order",
      organisation);
  while (rows.next()) {
    hubs.push_back({rows.get<HubId>(0), rows.get<std::string>(1), rows.get<bool>(2),
                    parse_membership_role(rows.text(3)).value(), storage::period_in(rows, 4),
                    rows.get<std::string>(6)});
  }
  return hubs;
}

std::vector<Capability> load_capabilities_of(Connection& connection, OrganisationId organisation) {
  return collect_capabilities(connection, connection.query(std::string(kCapabilityColumns) +
                                                               " WHERE organisation_id = ?1 ORDER BY capability_key",
                                                           organisation));
}

std::optional<Capability> load_capability(Connection& connection, CapabilityId id) {
  std::vector<Capability> found = collect_capabilities(
      connection, connection.query(std::string(kCapabilityColumns) + " WHERE capability_id = ?1", id));
  return found.empty() ? std::nullopt : std::optional<Capability>{std::move(found.front())};
}

std::vector<Capability> load_capabilities(Connection& connection) {
  return collect_capabilities(connection,
                              connection.query(std::string(kCapabilityColumns) + " ORDER BY capability_id"));
}

std::vector<Capability> load_open_capabilities(Connection& connection) {
  return collect_capabilities(
      connection, connection.query(std::string(kCapabilityColumns) + " WHERE state = 'open' ORDER BY capability_id"));
}

std::vector<std::int64_t> load_hubs_of(Connection& connection, const Capability& capability) {
  std::vector<std::int64_t> hubs;
  Rows rows = connection.query(
      "SELECT hub_area.hub_id FROM hub_area JOIN hub ON hub.hub_id = hub_area.hub_id WHERE hub_area.nis = "
      "COALESCE(?1, (SELECT organisation.nis FROM organisation WHERE organisation.organisation_id = ?2)) ORDER BY "
      "hub.is_example, hub.list_order",
      capability.nis ? std::optional<std::string>{capability.nis->code} : std::optional<std::string>{},
      capability.organisation);
  while (rows.next()) hubs.push_back(rows.int64(0));
  return hubs;
}

std::vector<Source> load_sources(Connection& connection) {
  std::vector<Source> sources;
  Rows rows = connection.query(std::string(kSourceColumns) + " ORDER BY source_key");
  while (rows.next()) sources.push_back(read_source(rows));
  return sources;
}

std::optional<Source> load_source(Connection& connection, std::string_view key) {
  Rows rows = connection.query(std::string(kSourceColumns) + " WHERE source_key = ?1", key);
  return rows.next() ? std::optional<Source>{read_source(rows)} : std::nullopt;
}

}  // namespace kringwerk::network
