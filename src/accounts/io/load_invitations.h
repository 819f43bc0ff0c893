#pragma once

#include <optional>
#include <string_view>

#include "accounts/invitation.h"
#include "storage/connection.h"

namespace kringwerk::accounts {

struct SentInvitation {
  InvitationId id;
  Invitation invitation;
};
/// The invitation of a link that still opens: neither accepted nor withdrawn, and not too old.
std::optional<SentInvitation> load_open_invitation(storage::Connection& connection, std::string_view secret,
                                                   Instant now);

}  // namespace kringwerk::accounts
