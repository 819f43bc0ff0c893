#include "accounts/io/save_invitation.h"

#include "access/io/secrets.h"
#include "accounts/io/account_key.h"
#include "accounts/io/account_mail.h"
#include "notify/outbox.h"
#include "text/format.h"

namespace kringwerk::accounts {

std::vector<access::FieldChange> told(const Invitation& invitation) {
  std::vector<access::FieldChange> changes{
      {"email", "", ""},
      {"role", "", std::string(access::key_of(invitation.role))},
      {"scope", "", std::string(access::key_of(invitation.scope.kind)) + " " + id_text(invitation.scope.id)}};
  if (invitation.period.to) changes.push_back({"to_on", "", day_text(*invitation.period.to)});
  return changes;
}

SavedInvitation save_invitation(storage::Connection& transaction, const Invitation& invitation, InvitationId id,
                                Instant now) {
  const std::string secret = access::make_secret();
  std::optional<access::PersonId> invited_by;
  if (invitation.invited_by.is_set()) invited_by = invitation.invited_by;
  const Day from = invitation.period.from.value_or(text::brussels_day(now));
  transaction.execute(
      "INSERT INTO invitation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, NULL)", id,
      access::hash_of_secret(secret), account_key(invitation.email), invitation.name,
      language_code(invitation.language), access::key_of(invitation.role), access::key_of(invitation.scope.kind),
      invitation.scope.id, invitation.scope_name, from, invitation.period.to, invited_by, now, now + kInvitationLasts);
  return {id, secret};
}

InvitationId invite(const site::Services& services, storage::Connection& transaction, const access::DeedAuthor& author,
                    const Invitation& invitation) {
  const auto saved = save_invitation(transaction, invitation, services.make_id<InvitationTag>(), author.at);
  notify::queue_mail(transaction, services.make_id<notify::MailTag>(),
                     invitation_mail(services, invitation, saved.secret), author.at);
  access::record_deed(transaction, services.keys.audit, author,
                      {"invitation.sent", "invitation", saved.id.value(), told(invitation)});
  return saved.id;
}

void withdraw_invitation(const site::Services& services, storage::Connection& transaction,
                         const access::DeedAuthor& author, InvitationId invitation) {
  const auto changed = transaction.execute(
      "UPDATE invitation SET ended_at_ms = ?2 WHERE invitation_id = ?1 AND ended_at_ms IS NULL", invitation, author.at);
  if (changed == 0) return;
  access::record_deed(transaction, services.keys.audit, author,
                      {"invitation.withdrawn", "invitation", invitation.value(), {}});
}

}  // namespace kringwerk::accounts
