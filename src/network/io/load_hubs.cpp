#include "network/io/load_hubs.h"

#include <algorithm>
#include <map>

#include "base/word_list.h"
#include "storage/period_columns.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

constexpr std::string_view kHubColumns =
    "SELECT hub_id, name, short_name, place_label, lon_degrees, lat_degrees, recognised_by, recognised_from_on, "
    "recognised_to_on, is_example, source_key FROM hub";

Hub read_hub(const Rows& rows) {
  Hub hub;
  hub.id = rows.get<HubId>(0);
  hub.name = rows.get<std::string>(1);
  hub.short_name = rows.get<std::string>(2);
  hub.place_label = rows.get<std::string>(3);
  if (!rows.is_null(4) && !rows.is_null(5)) hub.position = Point{rows.float64(4), rows.float64(5)};
  hub.recognised_by = rows.get<std::string>(6);
  hub.recognised = storage::period_in(rows, 7);
  hub.is_example = rows.get<bool>(9);
  hub.source = rows.get<std::string>(10);
  return hub;
}

KindBasis kind_basis(std::string_view key) {
  const auto found = std::find(kKindBasisKeys.begin(), kKindBasisKeys.end(), key);
  return static_cast<KindBasis>(found - kKindBasisKeys.begin());
}

/// "esf;vlaanderen-circulair" of the shipped world as the names of these organisations; what somebody typed as it is.
std::string funder_names(Connection& connection, const std::string& funder) {
  std::string names;
  for (const std::string& key : split_list(funder)) {
    Rows rows = connection.query("SELECT name FROM organisation WHERE organisation_id = ?1",
                                 OrganisationId::from_key("organisation", key));
    names += (names.empty() ? "" : ", ") + (rows.next() ? rows.get<std::string>(0) : key);
  }
  return names;
}

}  // namespace

std::vector<Hub> load_hubs(Connection& connection) {
  std::vector<Hub> hubs;
  Rows rows = connection.query(std::string(kHubColumns) + " ORDER BY is_example, list_order, hub_id");
  while (rows.next()) hubs.push_back(read_hub(rows));
  return hubs;
}

std::optional<Hub> load_hub(Connection& connection, HubId hub) {
  Rows rows = connection.query(std::string(kHubColumns) + " WHERE hub_id = ?1", hub);
  return rows.next() ? std::optional<Hub>{read_hub(rows)} : std::nullopt;
}

std::vector<TopicOfHub> load_topics(Connection& connection, std::string_view topic_kind) {
  std::vector<TopicOfHub> topics;
  Rows rows = connection.query(
      "SELECT hub_id, topic, from_on, to_on, source_key FROM hub_topic WHERE topic_kind = ?1 ORDER BY hub_id, topic",
      topic_kind);
  while (rows.next()) {
    topics.push_back(
        {rows.get<HubId>(0), {rows.get<std::string>(1), storage::period_in(rows, 2), rows.get<std::string>(4)}});
  }
  return topics;
}

std::vector<DatedTopic> load_topics_of(Connection& connection, HubId hub, std::string_view topic_kind) {
  std::vector<DatedTopic> topics;
  Rows rows = connection.query(
      "SELECT topic, from_on, to_on, source_key FROM hub_topic WHERE hub_id = ?1 AND topic_kind = ?2 ORDER BY topic",
      hub, topic_kind);
  while (rows.next())
    topics.push_back({rows.get<std::string>(0), storage::period_in(rows, 1), rows.get<std::string>(3)});
  return topics;
}

std::vector<MemberOfHub> load_members(Connection& connection, HubId hub) {
  std::vector<MemberOfHub> members;
  Rows rows = connection.query(
      "SELECT o.organisation_id, o.kind, m.role, m.from_on, m.to_on, o.name, o.kind_basis, o.is_example, m.source_key "
      "FROM membership m JOIN organisation o ON o.organisation_id = m.organisation_id WHERE m.hub_id = ?1 "
      "ORDER BY CASE m.role WHEN 'coordinator' THEN 0 WHEN 'core_partner' THEN 1 WHEN 'partner' THEN 2 ELSE 3 END, "
      "o.name_sort, o.organisation_id",
      hub);
  while (rows.next()) {
    members.push_back({Membership{rows.get<OrganisationId>(0), parse_organisation_kind(rows.text(1)).value(),
                                  parse_membership_role(rows.text(2)).value(), storage::period_in(rows, 3)},
                       rows.get<std::string>(5), kind_basis(rows.text(6)), rows.get<bool>(7),
                       rows.get<std::string>(8)});
  }
  return members;
}

std::vector<Day> load_completeness(Connection& connection, HubId hub) {
  std::vector<Day> days;
  Rows rows = connection.query("SELECT complete_on FROM hub_completeness WHERE hub_id = ?1 ORDER BY complete_on", hub);
  while (rows.next()) days.push_back(rows.get<Day>(0));
  return days;
}

std::vector<ContactPoint> load_contacts(Connection& connection, HubId hub) {
  std::vector<ContactPoint> contacts;
  Rows rows = connection.query(
      "SELECT kind, value, hours, source_key FROM hub_contact WHERE hub_id = ?1 ORDER BY kind, value", hub);
  while (rows.next()) {
    contacts.push_back(
        {rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3)});
  }
  return contacts;
}

std::vector<SupportAmount> load_amounts(Connection& connection, HubId hub) {
  std::vector<SupportAmount> amounts;
  Rows rows = connection.query(
      "SELECT phase, funder, amount_cents, total_cost_cents, from_on, to_on, source_key FROM hub_amount "
      "WHERE hub_id = ?1 ORDER BY to_on",
      hub);
  while (rows.next()) {
    amounts.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::optional<Money>>(2),
                       rows.get<std::optional<Money>>(3), storage::period_in(rows, 4), rows.get<std::string>(6)});
  }
  for (SupportAmount& amount : amounts) amount.funder = funder_names(connection, amount.funder);
  return amounts;
}

std::vector<AreaOfHub> load_areas(Connection& connection, HubId hub) {
  std::vector<AreaOfHub> areas;
  Rows rows = connection.query(
      "SELECT a.nis, a.basis, a.is_confirmed, m.name_nl, m.name_fr, m.province, a.source_key FROM hub_area a "
      "JOIN municipality m ON m.nis = a.nis WHERE a.hub_id = ?1 ORDER BY m.name_nl_sort",
      hub);
  while (rows.next()) {
    areas.push_back({ServiceArea{Nis{rows.get<std::string>(0)}, rows.get<std::string>(1), rows.get<bool>(2)},
                     LocalText{rows.get<std::string>(3), "", rows.get<std::string>(4)}, rows.get<std::string>(5),
                     rows.get<std::string>(6)});
  }
  return areas;
}

std::vector<HubProvince> load_hub_provinces(Connection& connection) {
  std::vector<HubProvince> provinces;
  Rows rows = connection.query(
      "SELECT DISTINCT a.hub_id, m.province FROM hub_area a JOIN municipality m ON m.nis = a.nis "
      "WHERE m.province <> '' ORDER BY a.hub_id, m.province");
  while (rows.next()) provinces.push_back({rows.get<HubId>(0), rows.get<std::string>(1)});
  return provinces;
}

std::vector<HubComposition> load_compositions(Connection& connection, Day day) {
  std::map<HubId, std::vector<Membership>> members;
  std::map<HubId, std::vector<Day>> declared;
  Rows rows = connection.query(
      "SELECT m.hub_id, o.organisation_id, o.kind, m.role, m.from_on, m.to_on FROM membership m "
      "JOIN organisation o ON o.organisation_id = m.organisation_id");
  while (rows.next()) {
    members[rows.get<HubId>(0)].push_back({rows.get<OrganisationId>(1), parse_organisation_kind(rows.text(2)).value(),
                                           parse_membership_role(rows.text(3)).value(), storage::period_in(rows, 4)});
  }
  Rows days = connection.query("SELECT hub_id, complete_on FROM hub_completeness");
  while (days.next()) declared[days.get<HubId>(0)].push_back(days.get<Day>(1));

  std::vector<HubComposition> compositions;
  for (const Hub& hub : load_hubs(connection)) {
    HubComposition judged{hub.id, composition_on(day, members[hub.id], declared[hub.id]), {}};
    for (const OrganisationKind kind : kCoreKinds) {
      const bool present = std::any_of(members[hub.id].begin(), members[hub.id].end(),
                                       [&](const Membership& member) { return counts_as_core(member, kind, day); });
      if (present) judged.present.push_back(kind);
    }
    compositions.push_back(std::move(judged));
  }
  return compositions;
}

}  // namespace kringwerk::network
