#include "network/io/load_revisions.h"

#include <algorithm>

#include "base/ensure.h"
#include "network/io/image_json.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

constexpr std::string_view kRevisionColumns =
    "SELECT r.revision_id, r.record, r.record_id, r.is_creation, r.hub_id, r.before_fields, r.after_fields, r.state, "
    "r.undoes, r.remark, r.proposed_by, r.proposed_as, r.proposed_at_ms, r.decided_by, r.decided_at_ms, r.reason, "
    "r.version, COALESCE(o.name, h.name, ''), COALESCE(p.name, ''), COALESCE(d.name, '') FROM revision r LEFT JOIN "
    "organisation o ON r.record = 'organisation' AND o.organisation_id = r.record_id LEFT JOIN hub h ON r.record = "
    "'hub' AND h.hub_id = r.record_id LEFT JOIN person p ON p.person_id = r.proposed_by LEFT JOIN person d ON "
    "d.person_id = r.decided_by ";

/// The hubs of r's record on day ?2; a creation has the hub it was proposed for.
constexpr std::string_view kHubsOfRevision =
    "SELECT m.hub_id FROM membership m WHERE r.record = 'organisation' AND m.organisation_id = r.record_id AND "
    "(m.from_on IS NULL OR m.from_on <= ?2) AND (m.to_on IS NULL OR m.to_on >= ?2) UNION SELECT a.hub_id FROM hub_area "
    "a JOIN organisation located ON located.nis = a.nis WHERE r.record = 'organisation' AND located.organisation_id = "
    "r.record_id UNION SELECT whole.hub_id FROM hub whole WHERE whole.hub_id = r.hub_id OR (r.record = 'hub' AND "
    "whole.hub_id = r.record_id)";

std::string may_read_revision() {
  return access::readable_condition(
      {.type = "revision",
       .state = "r.state",
       .organisation = "SELECT owner.organisation_id FROM organisation owner WHERE r.record = 'organisation' AND "
                       "owner.organisation_id = r.record_id",
       .hubs = kHubsOfRevision,
       .person = "r.proposed_by"},
      "?1", "?2");
}

RecordImage read_kept_image(const Rows& rows, int column) {
  auto image = read_image_text(rows.text(column));
  ensure(image.has_value(), "a revision keeps images that can be read");
  return std::move(*image);
}

RevisionRow read_revision_row(const Rows& rows) {
  RevisionRow row;
  Revision& one = row.revision;
  one.id = rows.get<RevisionId>(0);
  one.record = rows.get<std::string>(1);
  one.record_id = rows.int64(2);
  one.is_creation = rows.get<bool>(3);
  one.hub = rows.get<std::optional<HubId>>(4);
  one.before = read_kept_image(rows, 5);
  one.after = read_kept_image(rows, 6);
  const auto state = std::find(kRevisionStateKeys.begin(), kRevisionStateKeys.end(), rows.text(7));
  one.state = static_cast<RevisionState>(state - kRevisionStateKeys.begin());
  one.undoes = rows.get<std::optional<RevisionId>>(8);
  one.remark = rows.get<std::string>(9);
  one.proposed_by = rows.get<access::PersonId>(10);
  one.proposed_as = access::parse_role(rows.text(11)).value();
  one.proposed_at = rows.get<Instant>(12);
  one.decided_by = rows.get<std::optional<access::PersonId>>(13);
  one.decided_at = rows.get<std::optional<Instant>>(14);
  one.reason = rows.get<std::string>(15);
  one.version = rows.int64(16);
  row.title = rows.get<std::string>(17);
  if (row.title.empty()) row.title = one.after.value("name");
  row.proposer = rows.get<std::string>(18);
  row.decider = rows.get<std::string>(19);
  return row;
}

std::vector<RevisionRow> read_revisions(Rows rows) {
  std::vector<RevisionRow> all;
  while (rows.next()) all.push_back(read_revision_row(rows));
  return all;
}

std::string revisions_where(const std::string& condition, std::string_view rest) {
  return std::string(kRevisionColumns).append("WHERE ").append(condition).append(rest);
}

}  // namespace

std::optional<RevisionRow> load_revision(Connection& connection, const RevisionReader& reader, RevisionId id) {
  auto found = read_revisions(connection.query(revisions_where(may_read_revision(), " AND r.revision_id = ?3"),
                                               reader.actor.session, reader.today, id));
  return found.empty() ? std::nullopt : std::optional<RevisionRow>{std::move(found.front())};
}

std::vector<RevisionRow> load_revisions_of(Connection& connection, const RevisionReader& reader,
                                           const RevisedRecord& record) {
  return read_revisions(connection.query(
      revisions_where(may_read_revision(),
                      " AND r.record = ?3 AND r.record_id = ?4 ORDER BY r.proposed_at_ms DESC, r.revision_id DESC"),
      reader.actor.session, reader.today, record.kind, record.id));
}

std::vector<RevisionRow> load_waiting_revisions(Connection& connection, const RevisionReader& reader, int most) {
  // Whoever may approve: an administrator, or a coordinator of one of its hubs.
  const std::string may_decide =
      "EXISTS (SELECT 1 FROM held_role held WHERE held.session_hash = ?1 AND held.from_on <= ?2 AND (held.to_on IS "
      "NULL "
      "OR held.to_on >= ?2) AND (held.role = 'administrator' OR (held.role = 'coordinator' AND held.scope_id IN (" +
      std::string(kHubsOfRevision) + "))))";
  return read_revisions(connection.query(
      revisions_where("r.state = 'proposed' AND " + may_decide, " ORDER BY r.proposed_at_ms, r.revision_id LIMIT ?3"),
      reader.actor.session, reader.today, most));
}

std::vector<RevisionRow> load_own_revisions(Connection& connection, const RevisionReader& reader, Instant since) {
  return read_revisions(connection.query(
      revisions_where("r.proposed_by = ?1",
                      " AND (r.state = 'proposed' OR (r.decided_at_ms >= ?2 AND (r.decided_by <> ?1 OR "
                      "r.state = 'withdrawn'))) ORDER BY r.proposed_at_ms DESC, r.revision_id DESC"),
      reader.actor.person, since));
}

std::optional<Revision> load_own_waiting(Connection& connection, access::PersonId person, const RevisedRecord& record) {
  auto found = read_revisions(
      connection.query(revisions_where("r.state = 'proposed' AND r.undoes IS NULL AND r.proposed_by = ?1",
                                       " AND r.record = ?2 AND r.record_id = ?3"),
                       person, record.kind, record.id));
  return found.empty() ? std::nullopt : std::optional<Revision>{std::move(found.front().revision)};
}

}  // namespace kringwerk::network
