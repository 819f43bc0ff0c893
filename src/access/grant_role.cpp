#include "access/grant_role.h"

#include <algorithm>

namespace kringwerk::access {

namespace {

bool coordinates_one_of(const Actor& actor, const std::vector<std::int64_t>& hubs) {
  return std::any_of(hubs.begin(), hubs.end(), [&](std::int64_t hub) {
    return actor.holds(Role::coordinator, Scope{ScopeKind::hub, hub});
  });
}

bool fits(Role role, Scope scope) {
  if (scope.kind != scope_kind_of(role)) return false;
  return scope.kind == ScopeKind::network ? scope.id == 0 : scope.id > 0;
}

void check_period(const Period& period, Day today, Violations& violations) {
  if (!period.from) {
    violations.push_back({"access.grant_without_start", "from", {}});
    return;
  }
  if (*period.from < today) violations.push_back({"access.grant_starts_in_past", "from", {}});
  if (days_between(today, *period.from) > kMostDaysAhead)
    violations.push_back({"access.grant_starts_too_late", "from", {{"most", kMostDaysAhead}}});
  if (period.to && *period.to < *period.from) violations.push_back({"access.grant_ends_before_start", "to", {}});
}

bool holds_already(const GrantWish& wish, const std::vector<Grant>& grants) {
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    return grant.state != GrantState::ended && grant.person == wish.person && grant.role == wish.role &&
           grant.scope == wish.scope && grant.period.overlaps(wish.period);
  });
}

bool is_by(const Actor& actor, PersonId person) {
  return actor.is_signed_in() && actor.person.is_set() && actor.person == person;
}

}  // namespace

bool reaches(const Actor& giver, Role role, Scope scope, const std::vector<std::int64_t>& hubs_of_organisation) {
  if (giver.kind == ActorKind::program) return true;
  if (!giver.is_signed_in()) return false;
  if (giver.holds(Role::administrator, Scope::network())) return true;
  switch (role) {
    case Role::organisation_user:
      return giver.holds(Role::organisation_user, scope) || coordinates_one_of(giver, hubs_of_organisation);
    case Role::coach:
    case Role::coordinator:
      return giver.holds(Role::coordinator, scope);
    case Role::policy_officer:
    case Role::auditor:
    case Role::administrator:
      break;
  }
  return false;
}

Result<Grant> give_role(const Actor& giver, const GrantWish& wish, const GrantFacts& facts, const GrantMoment& moment,
                        GrantId id) {
  Violations violations;
  if (is_by(giver, wish.person)) violations.push_back({"access.grant_to_oneself", "person", {}});
  if (!fits(wish.role, wish.scope)) violations.push_back({"access.grant_scope_wrong", "scope", {}});
  if (!reaches(giver, wish.role, wish.scope, facts.hubs_of_organisation))
    violations.push_back({"access.grant_exceeds_giver", "role", {}});
  check_period(wish.period, moment.today, violations);
  if (holds_already(wish, facts.of_receiver)) violations.push_back({"access.grant_held_already", "role", {}});
  if (!violations.empty()) return Invalid{std::move(violations)};

  const bool waits = needs_second_administrator(wish.role) && giver.kind != ActorKind::program;
  return Grant{.id = id,
               .person = wish.person,
               .role = wish.role,
               .scope = wish.scope,
               .period = wish.period,
               .state = waits ? GrantState::proposed : GrantState::effective,
               .given_by = giver.person,
               .decided_by = std::nullopt,
               .given_at = moment.now,
               .ended_at = std::nullopt,
               .version = 1};
}

Result<Grant> approve_grant(const Actor& decider, const Grant& proposed, const GrantMoment& moment) {
  Violations violations;
  if (proposed.state != GrantState::proposed) violations.push_back({"access.grant_not_proposed", "", {}});
  if (!decider.is_signed_in() || !decider.holds(Role::administrator, Scope::network()))
    violations.push_back({"access.grant_exceeds_giver", "role", {}});
  if (is_by(decider, proposed.given_by)) violations.push_back({"access.grant_own_proposal", "", {}});
  if (is_by(decider, proposed.person)) violations.push_back({"access.grant_to_oneself", "person", {}});
  if (proposed.period.to && *proposed.period.to < moment.today) violations.push_back({"access.grant_over", "to", {}});
  if (!violations.empty()) return Invalid{std::move(violations)};

  Grant effective = proposed;
  effective.state = GrantState::effective;
  effective.decided_by = decider.person;
  ++effective.version;
  return effective;
}

Result<Grant> end_grant(const Actor& ender, const Grant& grant, const GrantFacts& facts, const GrantMoment& moment) {
  Violations violations;
  if (grant.state == GrantState::ended) violations.push_back({"access.grant_already_ended", "", {}});
  if (!is_by(ender, grant.person) && !reaches(ender, grant.role, grant.scope, facts.hubs_of_organisation))
    violations.push_back({"access.grant_exceeds_giver", "role", {}});
  const bool counts = grant.role == Role::administrator && counts_on(grant, moment.today);
  if (counts && facts.other_administrators == 0) violations.push_back({"access.grant_last_administrator", "role", {}});
  if (!violations.empty()) return Invalid{std::move(violations)};

  Grant ended = grant;
  ended.state = GrantState::ended;
  ended.ended_at = moment.now;
  ++ended.version;
  return ended;
}

}  // namespace kringwerk::access
