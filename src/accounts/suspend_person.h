#pragma once

#include <array>
#include <string_view>

#include "access/actor.h"
#include "base/result.h"

namespace kringwerk::accounts {

/// erased: the person asked for it; nothing of the account is left but its id.
enum class PersonState { active, suspended, erased };
inline constexpr std::array<std::string_view, 3> kPersonStateKeys{"active", "suspended", "erased"};

/// What a decision on an account needs.
struct PersonAccount {
  access::PersonId id;
  PersonState state = PersonState::active;
  std::int64_t version = 1;
};

/// Suspends an account, or lets it back in. `seen_version` is the one the sender's page showed.
/// Missing to whoever may not decide this, also about an erased account; Conflict when somebody else was first or it is
/// so already; Invalid with accounts.suspend_self.
Result<PersonAccount> change_person_state(const access::Actor& actor, const PersonAccount& account, PersonState to,
                                          std::int64_t seen_version);

}  // namespace kringwerk::accounts
