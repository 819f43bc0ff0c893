#include "accounts/io/load_invitations.h"

#include "access/io/secrets.h"
#include "access/secret.h"
#include "storage/period_columns.h"

namespace kringwerk::accounts {

std::optional<SentInvitation> load_open_invitation(storage::Connection& connection, std::string_view secret,
                                                   Instant now) {
  if (!access::looks_like_secret(secret)) return std::nullopt;
  auto rows = connection.query(
      "SELECT invitation_id, email, name, language, role, scope_kind, scope_id, scope_name, from_on, to_on, invited_by "
      "FROM invitation WHERE secret_hash = ?1 AND ended_at_ms IS NULL AND expires_at_ms > ?2",
      access::hash_of_secret(secret), now);
  if (!rows.next()) return std::nullopt;
  const auto role = access::parse_role(rows.text(4));
  const auto kind = access::parse_scope_kind(rows.text(5));
  if (!role || !kind) return std::nullopt;
  SentInvitation sent;
  sent.id = rows.get<InvitationId>(0);
  Invitation& invitation = sent.invitation;
  invitation.email = rows.get<std::string>(1);
  invitation.name = rows.get<std::string>(2);
  invitation.language = parse_language(rows.text(3)).value_or(Language::nl);
  invitation.role = *role;
  invitation.scope = {*kind, rows.int64(6)};
  invitation.scope_name = rows.get<std::string>(7);
  invitation.period = storage::period_in(rows, 8);
  invitation.invited_by = rows.get<std::optional<access::PersonId>>(10).value_or(access::PersonId{});
  return sent;
}

}  // namespace kringwerk::accounts
