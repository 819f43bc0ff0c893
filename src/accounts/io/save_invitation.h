#pragma once

#include "access/io/record_deed.h"
#include "accounts/invitation.h"
#include "site/services.h"
#include "storage/connection.h"

namespace kringwerk::accounts {

/// Keeps the invitation, queues its mail with a secret link that opens once within kInvitationLasts, and tells the
/// audit trail (invitation.sent). The caller has decided that `invitation.invited_by` may give this role, has read
/// name and address by web::FormReader, and calls services.mail_waits() after the transaction.
/// Accepting gives an effective grant; an administrator invited by a person gets a proposed one, which a second
/// administrator decides on.
InvitationId invite(const site::Services& services, storage::Connection& transaction, const access::DeedAuthor& author,
                    const Invitation& invitation);

/// The link of that mail no longer opens; nothing happens when it was accepted, withdrawn or never there.
void withdraw_invitation(const site::Services& services, storage::Connection& transaction,
                         const access::DeedAuthor& author, InvitationId invitation);

/// The first half of invite, without mail: the secret of the link is answered, for an operator who hands it over.
struct SavedInvitation {
  InvitationId id;
  std::string secret;
};
SavedInvitation save_invitation(storage::Connection& transaction, const Invitation& invitation, InvitationId id,
                                Instant now);

/// What the audit trail is told of it; who was invited is erasable and stands in the invitation alone.
std::vector<access::FieldChange> told(const Invitation& invitation);

}  // namespace kringwerk::accounts
