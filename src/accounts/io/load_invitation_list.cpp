#include "accounts/io/load_invitation_list.h"

#include <algorithm>

#include "access/policy.h"
#include "storage/period_columns.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;
using storage::Rows;

/// ?3 is now.
constexpr std::string_view kState =
    "(CASE WHEN i.accepted_by IS NOT NULL THEN 'accepted' WHEN i.ended_at_ms IS NOT NULL THEN 'withdrawn' WHEN "
    "i.expires_at_ms <= ?3 THEN 'expired' ELSE 'open' END)";

/// With ?1 the session and ?2 the day.
std::string select() {
  const access::RecordColumns columns{
      .type = "invitation",
      .state = kState,
      .organisation = "SELECT i.scope_id WHERE i.scope_kind = 'organisation'",
      .hubs =
          "SELECT hub.hub_id FROM hub WHERE (i.scope_kind = 'hub' AND i.scope_id = hub.hub_id) OR (i.scope_kind = "
          "'organisation' AND hub.hub_id IN (SELECT m.hub_id FROM membership m WHERE m.organisation_id = "
          "i.scope_id AND (m.from_on IS NULL OR m.from_on <= ?2) AND (m.to_on IS NULL OR m.to_on >= ?2) UNION "
          "SELECT a.hub_id FROM hub_area a JOIN organisation located ON located.nis = a.nis WHERE "
          "located.organisation_id = i.scope_id))"};
  return "SELECT i.invitation_id, i.email, i.name, i.language, i.role, i.scope_kind, i.scope_id, i.scope_name, "
         "i.from_on, i.to_on, i.invited_by, COALESCE(p.name, ''), " +
         std::string(kState) +
         " AS shown_state, i.sent_at_ms, i.expires_at_ms FROM invitation i LEFT JOIN person p ON p.person_id = "
         "i.invited_by WHERE " +
         access::readable_condition(columns, "?1", "?2");
}

InvitationRow read_row(const Rows& rows) {
  InvitationRow row;
  row.id = rows.get<InvitationId>(0);
  Invitation& invitation = row.invitation;
  invitation.email = rows.get<std::string>(1);
  invitation.name = rows.get<std::string>(2);
  invitation.language = parse_language(rows.text(3)).value();
  invitation.role = access::parse_role(rows.text(4)).value();
  invitation.scope = {access::parse_scope_kind(rows.text(5)).value(), rows.int64(6)};
  invitation.scope_name = rows.get<std::string>(7);
  invitation.period = storage::period_in(rows, 8);
  invitation.invited_by = rows.get<std::optional<access::PersonId>>(10).value_or(access::PersonId{});
  row.inviter_name = rows.get<std::string>(11);
  const auto state = std::find(kInvitationStateKeys.begin(), kInvitationStateKeys.end(), rows.text(12));
  row.state = static_cast<InvitationState>(state - kInvitationStateKeys.begin());
  row.sent_at = rows.get<Instant>(13);
  row.expires_at = rows.get<Instant>(14);
  return row;
}

}  // namespace

std::vector<InvitationRow> load_invitation_list(Connection& connection, const PeopleReader& reader, Instant now) {
  std::vector<InvitationRow> found;
  Rows rows = connection.query(select() +
                                   " ORDER BY CASE WHEN i.ended_at_ms IS NULL AND i.expires_at_ms > ?3 THEN 0 "
                                   "ELSE 1 END, i.sent_at_ms DESC, i.invitation_id DESC LIMIT 200",
                               reader.actor.session, reader.today, now);
  while (rows.next()) found.push_back(read_row(rows));
  return found;
}

std::optional<InvitationRow> load_invitation(Connection& connection, const PeopleReader& reader, Instant now,
                                             InvitationId id) {
  Rows rows = connection.query(select() + " AND i.invitation_id = ?4", reader.actor.session, reader.today, now, id);
  return rows.next() ? std::optional<InvitationRow>{read_row(rows)} : std::nullopt;
}

}  // namespace kringwerk::accounts
