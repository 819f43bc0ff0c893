#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "access/actor.h"
#include "base/result.h"

/// Who may give which role, and what it takes. Callers read the giver anew in the transaction that writes, hand in the
/// facts, and store the grant that comes out.
namespace kringwerk::access {

/// A grant may begin this many days ahead at most.
inline constexpr std::int64_t kMostDaysAhead = 366;

/// What a giver asks for.
struct GrantWish {
  PersonId person;  ///< receiver
  Role role = Role::organisation_user;
  Scope scope;
  Period period;  ///< with a first day
};

/// What the rules need to know of the world.
struct GrantFacts {
  /// Of the organisation that the scope names: hubs whose area it lies in, and hubs it is a member of today.
  std::vector<std::int64_t> hubs_of_organisation = {};
  std::vector<Grant> of_receiver = {};   ///< all grants of the receiver
  std::size_t other_administrators = 0;  ///< active people, other than the receiver, with that role today
};

struct GrantMoment {
  Instant now;
  Day today;  ///< in Brussels
};

/// Whether the giver's roles reach as far as this role there: an administrator gives all; a coordinator of a hub coach
/// and coordinator of that hub, and user of an organisation in it; a user of an organisation the same of that
/// organisation. The program (the operator of the machine) gives all, for the first administrator.
bool reaches(const Actor& giver, Role role, Scope scope, const std::vector<std::int64_t>& hubs_of_organisation);

/// Roles of which a grant waits for a second administrator.
constexpr bool needs_second_administrator(Role role) {
  return role == Role::administrator || role == Role::auditor;
}

/// The grant with the id `id`: proposed when it needs a second administrator, else effective; the operator's is always
/// effective. Rules: access.grant_to_oneself (person), access.grant_exceeds_giver (role), access.grant_scope_wrong
/// (scope), access.grant_without_start, access.grant_starts_in_past, access.grant_starts_too_late {most} (from),
/// access.grant_ends_before_start (to), access.grant_held_already (role): the same role there on a day of the period.
Result<Grant> give_role(const Actor& giver, const GrantWish& wish, const GrantFacts& facts, const GrantMoment& moment,
                        GrantId id);

/// The proposed grant made effective by a second administrator. Rules: access.grant_not_proposed,
/// access.grant_exceeds_giver (no administrator decides), access.grant_own_proposal (proposed it),
/// access.grant_to_oneself (receives it), access.grant_over (its last day has passed).
Result<Grant> approve_grant(const Actor& decider, const Grant& proposed, const GrantMoment& moment);

/// The grant, ended now; of a proposed one this is the refusal. Who could give it may end it, and everybody may lay
/// down the own role. Rules: access.grant_already_ended, access.grant_exceeds_giver, access.grant_last_administrator.
Result<Grant> end_grant(const Actor& ender, const Grant& grant, const GrantFacts& facts, const GrantMoment& moment);

}  // namespace kringwerk::access
