#pragma once

#include <array>
#include <optional>
#include <vector>

#include "accounts/invitation.h"
#include "accounts/io/load_people.h"

namespace kringwerk::accounts {

enum class InvitationState { open, accepted, withdrawn, expired };
inline constexpr std::array<std::string_view, 4> kInvitationStateKeys{"open", "accepted", "withdrawn", "expired"};

struct InvitationRow {
  InvitationId id;
  Invitation invitation;
  std::string inviter_name;  ///< empty for the operator
  InvitationState state = InvitationState::open;
  Instant sent_at;
  Instant expires_at;
};
/// Invitations that the reader may see, open ones first, then newest first; at most 200.
std::vector<InvitationRow> load_invitation_list(storage::Connection& connection, const PeopleReader& reader,
                                                Instant now);
/// nullopt for one that the reader may not see and for one that does not exist alike.
std::optional<InvitationRow> load_invitation(storage::Connection& connection, const PeopleReader& reader, Instant now,
                                             InvitationId id);

}  // namespace kringwerk::accounts
