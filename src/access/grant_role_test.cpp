#include "access/grant_role.h"

#include <doctest/doctest.h>

#include <rapidcheck.h>
#include <algorithm>

namespace kringwerk::access {

namespace {

constexpr Day kToday{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};
const GrantMoment kMoment{instant_from_ms(1'795'255'445'000), kToday};
constexpr GrantId kNewId{77};
const std::vector<Role> kAllRoles{Role::organisation_user, Role::coach,   Role::coordinator,
                                  Role::policy_officer,    Role::auditor, Role::administrator};

Scope organisation(std::int64_t id) {
  return {ScopeKind::organisation, id};
}
Scope hub(std::int64_t id) {
  return {ScopeKind::hub, id};
}

Actor person(std::int64_t id, std::vector<HeldRole> roles) {
  return {.kind = ActorKind::person, .person = PersonId{id}, .session = "hash", .roles = std::move(roles)};
}

const Actor kAdministrator = person(1, {{Role::administrator, Scope::network()}});
const Actor kCoordinator = person(2, {{Role::coordinator, hub(8)}});
const Actor kUser = person(3, {{Role::organisation_user, organisation(5)}});
const Actor kCoach = person(4, {{Role::coach, hub(8)}});
const Actor kPolicyOfficer = person(5, {{Role::policy_officer, hub(8)}});
const Actor kAuditor = person(6, {{Role::auditor, Scope::network()}});
constexpr PersonId kReceiver{50};

GrantWish wish(Role role, Scope scope) {
  return {kReceiver, role, scope, {kToday, std::nullopt}};
}

std::vector<std::string> rules_of(const Result<Grant>& result) {
  std::vector<std::string> rules;
  if (result) return rules;
  for (const Violation& violation : std::get<Invalid>(result.error()).violations) rules.push_back(violation.rule);
  return rules;
}
using Rules = std::vector<std::string>;

Result<Grant> give(const Actor& giver, const GrantWish& asked, const GrantFacts& facts = {}) {
  return give_role(giver, asked, facts, kMoment, kNewId);
}

Grant proposal() {
  return *give(kAdministrator, wish(Role::administrator, Scope::network()));
}

}  // namespace

TEST_CASE("a grant does not exceed its giver") {
  struct Row {
    const Actor& giver;
    Role role;
    Scope scope;
    std::vector<std::int64_t> hubs_of_organisation;
    bool is_given;
  };
  const std::vector<Row> rows{
      {kAdministrator, Role::coordinator, hub(8), {}, true},
      {kAdministrator, Role::policy_officer, hub(9), {}, true},
      {kAdministrator, Role::organisation_user, organisation(5), {}, true},
      {kAdministrator, Role::auditor, Scope::network(), {}, true},
      {kCoordinator, Role::coach, hub(8), {}, true},
      {kCoordinator, Role::coordinator, hub(8), {}, true},
      {kCoordinator, Role::coach, hub(9), {}, false},
      {kCoordinator, Role::policy_officer, hub(8), {}, false},
      {kCoordinator, Role::organisation_user, organisation(5), {9, 8}, true},
      {kCoordinator, Role::organisation_user, organisation(5), {9}, false},
      {kCoordinator, Role::auditor, Scope::network(), {}, false},
      {kCoordinator, Role::administrator, Scope::network(), {}, false},
      {kUser, Role::organisation_user, organisation(5), {}, true},
      {kUser, Role::organisation_user, organisation(6), {}, false},
      {kUser, Role::coach, hub(8), {8}, false},
      {kCoach, Role::coach, hub(8), {}, false},
      {kCoach, Role::organisation_user, organisation(5), {8}, false},
      {kPolicyOfficer, Role::policy_officer, hub(8), {}, false},
      {kAuditor, Role::auditor, Scope::network(), {}, false},
  };
  for (const Row& row : rows) {
    CAPTURE(key_of(row.role));
    CAPTURE(row.giver.person.value());
    const auto result = give(row.giver, wish(row.role, row.scope), {.hubs_of_organisation = row.hubs_of_organisation});
    CHECK(rules_of(result) == (row.is_given ? Rules{} : Rules{"access.grant_exceeds_giver"}));
  }
  CHECK(rules_of(give(Actor::visitor(), wish(Role::coach, hub(8)))) == Rules{"access.grant_exceeds_giver"});
}

TEST_CASE("administrator and auditor wait for a second administrator, but for the first one") {
  CHECK(proposal().state == GrantState::proposed);
  CHECK(give(kAdministrator, wish(Role::auditor, Scope::network()))->state == GrantState::proposed);
  const Grant coach = *give(kAdministrator, wish(Role::coach, hub(8)));
  CHECK(coach.state == GrantState::effective);
  CHECK(coach.id == kNewId);
  CHECK(coach.given_by == kAdministrator.person);
  CHECK(coach.given_at == kMoment.now);
  const Grant first = *give(Actor::program(), wish(Role::administrator, Scope::network()));
  CHECK(first.state == GrantState::effective);
  CHECK_FALSE(first.given_by.is_set());
}

TEST_CASE("nobody gives a role to himself, in a wrong place or at odd times") {
  GrantWish own = wish(Role::coach, hub(8));
  own.person = kAdministrator.person;
  CHECK(rules_of(give(kAdministrator, own)) == Rules{"access.grant_to_oneself"});
  for (const Scope scope : {organisation(8), Scope::network(), hub(0), hub(-1)}) {
    CHECK(rules_of(give(kAdministrator, wish(Role::coach, scope))) == Rules{"access.grant_scope_wrong"});
  }
  CHECK(rules_of(give(kAdministrator, wish(Role::auditor, {ScopeKind::network, 3}))) ==
        Rules{"access.grant_scope_wrong"});

  struct Row {
    Period period;
    Rules rules;
  };
  const std::vector<Row> rows{
      {{kToday, kToday}, {}},
      {{plus_days(kToday, 366), std::nullopt}, {}},
      {{std::nullopt, kToday}, {"access.grant_without_start"}},
      {{plus_days(kToday, -1), std::nullopt}, {"access.grant_starts_in_past"}},
      {{plus_days(kToday, 367), std::nullopt}, {"access.grant_starts_too_late"}},
      {{plus_days(kToday, 2), plus_days(kToday, 1)}, {"access.grant_ends_before_start"}},
  };
  for (const Row& row : rows) {
    GrantWish asked = wish(Role::coach, hub(8));
    asked.period = row.period;
    CHECK(rules_of(give(kAdministrator, asked)) == row.rules);
  }
}

TEST_CASE("a role is held once at a time in one place") {
  Grant held = *give(kAdministrator, wish(Role::coach, hub(8)));
  const auto again = [&](Scope scope) {
    return rules_of(give(kCoordinator, wish(Role::coach, scope), {.of_receiver = {held}}));
  };
  CHECK(again(hub(8)) == Rules{"access.grant_held_already"});
  held.period.to = plus_days(kToday, -1);
  CHECK(again(hub(8)).empty());
  held.period.to.reset();
  held.state = GrantState::ended;
  CHECK(again(hub(8)).empty());
  held.state = GrantState::proposed;
  CHECK(again(hub(8)) == Rules{"access.grant_held_already"});
  held.scope = hub(9);
  CHECK(again(hub(8)).empty());
}

TEST_CASE("a second administrator decides, who neither proposed nor receives it") {
  const Actor second = person(9, {{Role::administrator, Scope::network()}});
  const auto approved = approve_grant(second, proposal(), kMoment);
  REQUIRE(approved);
  CHECK(approved->state == GrantState::effective);
  CHECK(approved->decided_by == second.person);
  CHECK(approved->version == 2);
  CHECK(rules_of(approve_grant(kAdministrator, proposal(), kMoment)) == Rules{"access.grant_own_proposal"});
  const Actor receiver = person(kReceiver.value(), {{Role::administrator, Scope::network()}});
  CHECK(rules_of(approve_grant(receiver, proposal(), kMoment)) == Rules{"access.grant_to_oneself"});
  for (const Actor& other : {kCoordinator, kAuditor, Actor::visitor(), Actor::program()}) {
    CHECK(rules_of(approve_grant(other, proposal(), kMoment)) == Rules{"access.grant_exceeds_giver"});
  }
  CHECK(rules_of(approve_grant(second, *approved, kMoment)) == Rules{"access.grant_not_proposed"});
  Grant over = proposal();
  over.period.to = plus_days(kToday, -1);
  CHECK(rules_of(approve_grant(second, over, kMoment)) == Rules{"access.grant_over"});
}

TEST_CASE("who could give a role may end it, everybody the own one, and the last administrator stays") {
  const Grant coach = *give(kAdministrator, wish(Role::coach, hub(8)));
  const auto ended = end_grant(kCoordinator, coach, {}, kMoment);
  REQUIRE(ended);
  CHECK(ended->state == GrantState::ended);
  CHECK(ended->ended_at == kMoment.now);
  CHECK(ended->version == 2);
  CHECK(end_grant(person(kReceiver.value(), {}), coach, {}, kMoment));
  CHECK(rules_of(end_grant(kUser, coach, {}, kMoment)) == Rules{"access.grant_exceeds_giver"});
  CHECK(rules_of(end_grant(kCoordinator, *ended, {}, kMoment)) == Rules{"access.grant_already_ended"});

  Grant last = *give(Actor::program(), wish(Role::administrator, Scope::network()));
  last.person = kAdministrator.person;
  CHECK(rules_of(end_grant(kAdministrator, last, {}, kMoment)) == Rules{"access.grant_last_administrator"});
  CHECK(end_grant(kAdministrator, last, {.other_administrators = 1}, kMoment));
  CHECK(end_grant(kAdministrator, proposal(), {}, kMoment));
}

TEST_CASE("nobody but the operator makes an administrator or auditor alone, and no chain of grants climbs") {
  CHECK(rc::check([] {
    // A giver with any role anywhere; what can be given at once lies within what the giver's role reaches.
    const Role held = *rc::gen::elementOf(kAllRoles);
    const Role asked = *rc::gen::elementOf(kAllRoles);
    const auto place = [](Role role) {
      const ScopeKind kind = scope_kind_of(role);
      return Scope{kind, kind == ScopeKind::network ? 0 : *rc::gen::inRange<std::int64_t>(1, 4)};
    };
    const Actor giver = person(1, {{held, place(held)}});
    const GrantWish asked_for = wish(asked, place(asked));
    const auto hubs = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 4));
    const auto granted = give(giver, asked_for, {.hubs_of_organisation = hubs});
    if (!granted) return;
    if (needs_second_administrator(asked)) {
      RC_ASSERT(granted->state == GrantState::proposed);
      RC_ASSERT(!approve_grant(giver, *granted, kMoment));
    }
    if (held != Role::administrator) {
      RC_ASSERT(!needs_second_administrator(asked));
      RC_ASSERT(held == Role::coordinator || (held == asked && asked_for.scope == giver.roles[0].scope));
      if (scope_kind_of(asked) == ScopeKind::hub) RC_ASSERT(asked_for.scope == giver.roles[0].scope);
    }
    RC_ASSERT(
        end_grant(giver, *granted, {.hubs_of_organisation = hubs, .other_administrators = 1}, kMoment).has_value());
  }));
}

}  // namespace kringwerk::access
