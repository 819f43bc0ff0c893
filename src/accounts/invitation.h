#pragma once

#include <chrono>
#include <string>

#include "access/role.h"
#include "base/language.h"
#include "base/time.h"

namespace kringwerk::accounts {

struct InvitationTag;
using InvitationId = Id<InvitationTag>;

/// How long the link of an invitation opens.
inline constexpr std::chrono::days kInvitationLasts{7};

/// Somebody is asked to take up a role. Who has no account yet makes one on the way.
struct Invitation {
  std::string email;
  std::string name;
  Language language = Language::nl;  ///< of the mail
  access::Role role = access::Role::organisation_user;
  access::Scope scope;
  std::string scope_name;       ///< of the hub or organisation, as mail and page say it; empty for the network
  Period period;                ///< of the role; without `from` it begins on the day the invitation is accepted
  access::PersonId invited_by;  ///< unset: by the operator of the machine
};

}  // namespace kringwerk::accounts
