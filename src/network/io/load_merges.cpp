#include "network/io/load_merges.h"

#include <algorithm>

#include "base/word_list.h"
#include "network/io/load_organisation_records.h"
#include "network/io/organisation_links.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

const std::string kSelectMerge =
    "SELECT merge_id, survivor_id, absorbed_id, survivor_name, absorbed_name, merged_by, merged_at_ms, undone_by, "
    "undone_at_ms, kept_columns, version FROM organisation_merge ";

Merge read_merge(const Rows& rows) {
  return {rows.get<MergeId>(0),
          rows.get<OrganisationId>(1),
          rows.get<OrganisationId>(2),
          rows.get<std::string>(3),
          rows.get<std::string>(4),
          rows.get<std::optional<access::PersonId>>(5),
          rows.get<Instant>(6),
          rows.get<std::optional<access::PersonId>>(7),
          rows.get<std::optional<Instant>>(8),
          split_list(rows.text(9)),
          rows.int64(10)};
}

std::vector<Merge> read_merges(Rows rows) {
  std::vector<Merge> merges;
  while (rows.next()) merges.push_back(read_merge(rows));
  return merges;
}

std::optional<Merge> first_of(std::vector<Merge> merges) {
  return merges.empty() ? std::nullopt : std::optional<Merge>{std::move(merges.front())};
}

/// Which rows of a table the reader may know of; empty: all.
std::string readable_rows(std::string_view table) {
  access::RecordColumns columns;
  if (table == "stream") {
    columns = {.type = "stream",
               .visibility = "stream.visibility",
               .state = "stream.state",
               .organisation = "stream.organisation_id",
               .hubs =
                   "SELECT stream.shared_hub_id UNION SELECT hub_area.hub_id FROM hub_area WHERE hub_area.nis = "
                   "stream.nis AND stream.shared_hub_id IS NULL",
               .person = "stream.entered_by"};
    // Whose stream it is may be hidden from who sees the stream; then it is none of this organisation's for them.
    const std::string record = access::readable_condition(columns, "?2", "?3");
    columns.visibility = "stream.owner_visibility";
    return " AND " + record + " AND " + access::readable_condition(columns, "?2", "?3", "owner");
  }
  if (table == "introduction_side") {
    columns = {.type = "introduction",
               .state = "introduction.state",
               .organisation =
                   "SELECT side.organisation_id FROM introduction_side AS side WHERE "
                   "side.introduction_id = introduction.introduction_id",
               .hubs =
                   "SELECT introduction_hub.hub_id FROM introduction_hub WHERE introduction_hub.introduction_id = "
                   "introduction.introduction_id",
               .person = "introduction.proposed_by"};
  } else if (table == "partner_call") {
    columns = {.type = "call",
               .visibility = "partner_call.visibility",
               .state = "partner_call.state",
               .organisation = "partner_call.organisation_id",
               .hubs = "partner_call.hub_id"};
  } else {
    return {};
  }
  return " AND " + access::readable_condition(columns, "?2", "?3");
}

std::string from_of(const OrganisationLink& link) {
  std::string table(link.table);
  if (table != "introduction_side") return table;
  return table + " JOIN introduction ON introduction.introduction_id = introduction_side.introduction_id";
}

std::string_view made_at_of(std::string_view table) {
  if (table == "stream") return "stream.created_at_ms";
  if (table == "introduction_side") return "introduction.proposed_at_ms";
  return table == "partner_call" ? "partner_call.published_at_ms" : std::string_view();
}

struct WhatToCount {
  OrganisationId organisation;
  const access::Actor& reader;
  Day today;
  std::optional<Instant> since;
};

std::map<std::string, std::int64_t> count_belongings(Connection& connection, const WhatToCount& what) {
  std::map<std::string, std::int64_t> counts;
  for (const OrganisationLink& link : organisation_links()) {
    const std::string_view made_at = made_at_of(link.table);
    if (link.shown_as.empty() || link.step != LinkStep::moves || (what.since && made_at.empty())) continue;
    if (link.table == "organisation_site") continue;
    // The parameters stand in every question, so that one list serves all.
    std::string sql = "SELECT COUNT(*) FROM " + from_of(link) + " WHERE " + std::string(link.table) + "." +
                      std::string(link.column) + " = ?1 AND ?2 = ?2 AND ?3 = ?3 AND ?4 = ?4";
    if (!link.condition.empty()) sql += " AND " + std::string(link.condition);
    if (link.table == "role_grant") sql += " AND role_grant.state <> 'ended'";
    sql += readable_rows(link.table);
    if (what.since) sql += " AND " + std::string(made_at) + " > ?4";
    Rows rows = connection.query(sql, what.organisation, what.reader.session, what.today,
                                 what.since.value_or(instant_from_ms(0)));
    rows.next();
    if (rows.int64(0) > 0) counts[std::string(link.shown_as)] += rows.int64(0);
  }
  return counts;
}

}  // namespace

std::optional<Merge> load_merge(Connection& connection, MergeId id) {
  return first_of(read_merges(connection.query(kSelectMerge + "WHERE merge_id = ?1", id)));
}

std::vector<Merge> load_merges(Connection& connection) {
  return read_merges(connection.query(kSelectMerge + "ORDER BY merged_at_ms DESC, merge_id DESC LIMIT 200"));
}

std::vector<Merge> load_open_merges_into(Connection& connection, OrganisationId survivor) {
  return read_merges(connection.query(
      kSelectMerge + "WHERE survivor_id = ?1 AND undone_at_ms IS NULL ORDER BY merged_at_ms DESC, merge_id DESC",
      survivor));
}

std::vector<Merge> load_merges_into(Connection& connection, OrganisationId survivor) {
  return read_merges(
      connection.query(kSelectMerge + "WHERE survivor_id = ?1 ORDER BY merged_at_ms DESC, merge_id DESC", survivor));
}

std::optional<Merge> load_open_merge_of(Connection& connection, OrganisationId absorbed) {
  return first_of(
      read_merges(connection.query(kSelectMerge + "WHERE absorbed_id = ?1 AND undone_at_ms IS NULL", absorbed)));
}

std::optional<OrganisationId> load_survivor_of(Connection& connection, OrganisationId absorbed) {
  std::optional<OrganisationId> found;
  for (auto merge = load_open_merge_of(connection, absorbed); merge;
       merge = load_open_merge_of(connection, merge->survivor))
    found = merge->survivor;
  return found;
}

std::optional<LoadedParty> load_party(Connection& connection, OrganisationId id) {
  LoadedParty loaded;
  {
    Rows rows = connection.query("SELECT is_example, version FROM organisation WHERE organisation_id = ?1", id);
    if (!rows.next()) return std::nullopt;
    loaded.party.is_example = rows.int64(0) != 0;
    loaded.version = rows.int64(1);
  }
  loaded.party.record = load_organisation_record(connection, id).value();
  // Somebody who is invited is somebody else until it turns out otherwise.
  Rows people = connection.query(
      "SELECT person_id FROM role_grant WHERE scope_kind = 'organisation' AND scope_id = ?1 AND state <> 'ended' UNION "
      "SELECT -invitation_id FROM invitation WHERE scope_kind = 'organisation' AND scope_id = ?1 AND ended_at_ms IS "
      "NULL",
      id);
  while (people.next()) loaded.party.people.insert(people.int64(0));
  return loaded;
}

std::map<std::string, std::int64_t> load_belongings(Connection& connection, OrganisationId id,
                                                    const access::Actor& reader, Day today) {
  return count_belongings(connection, {id, reader, today, std::nullopt});
}

std::map<std::string, std::int64_t> load_belongings_since(Connection& connection, OrganisationId id,
                                                          const access::Actor& reader, Day today, Instant since) {
  return count_belongings(connection, {id, reader, today, since});
}

std::vector<DistinctPair> load_distinct_pairs(Connection& connection) {
  std::vector<DistinctPair> pairs;
  Rows rows = connection.query(
      "SELECT low_id, high_id, COALESCE(person.name, ''), decided_at_ms FROM organisation_distinct LEFT JOIN person ON "
      "person.person_id = decided_by ORDER BY decided_at_ms DESC, low_id");
  while (rows.next())
    pairs.push_back(
        {rows.get<OrganisationId>(0), rows.get<OrganisationId>(1), rows.get<std::string>(2), rows.get<Instant>(3)});
  return pairs;
}

}  // namespace kringwerk::network
