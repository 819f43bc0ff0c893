#include "accounts/suspend_person.h"

#include <doctest/doctest.h>

namespace kringwerk::accounts {
namespace {

access::Actor person(access::PersonId id, access::Role role, access::Scope scope) {
  return {.kind = access::ActorKind::person, .person = id, .session = "s", .roles = {{role, scope}}};
}
const access::Actor kAdministrator = person(access::PersonId{1}, access::Role::administrator, access::Scope::network());
const PersonAccount kActive{access::PersonId{7}, PersonState::active, 3};

}  // namespace

TEST_CASE("an administrator suspends others and lets them back in") {
  const auto suspended = change_person_state(kAdministrator, kActive, PersonState::suspended, 3);
  REQUIRE(suspended);
  CHECK(suspended->state == PersonState::suspended);
  CHECK(suspended->version == 4);
  const auto back = change_person_state(kAdministrator, *suspended, PersonState::active, 4);
  REQUIRE(back);
  CHECK(back->state == PersonState::active);
}

TEST_CASE("nobody else does, and nobody themselves") {
  for (const access::Actor& actor :
       {access::Actor::visitor(),
        person(access::PersonId{7}, access::Role::coach, access::Scope::hub(access::ScopedHub{8})),
        person(access::PersonId{2}, access::Role::coordinator, access::Scope::hub(access::ScopedHub{8})),
        person(access::PersonId{2}, access::Role::auditor, access::Scope::network())}) {
    const auto refused = change_person_state(actor, kActive, PersonState::suspended, 3);
    REQUIRE_FALSE(refused);
    CHECK(std::holds_alternative<Missing>(refused.error()));
  }
  const PersonAccount own{access::PersonId{1}, PersonState::active, 3};
  const auto refused = change_person_state(kAdministrator, own, PersonState::suspended, 3);
  REQUIRE_FALSE(refused);
  CHECK(std::get<Invalid>(refused.error()).violations.at(0).rule == "accounts.suspend_self");
}

TEST_CASE("an erased account stays so") {
  const PersonAccount erased{access::PersonId{7}, PersonState::erased, 3};
  const auto refused = change_person_state(kAdministrator, erased, PersonState::active, 3);
  REQUIRE_FALSE(refused);
  CHECK(std::holds_alternative<Missing>(refused.error()));
}

TEST_CASE("an older version and the same state are conflicts") {
  for (const auto& refused : {change_person_state(kAdministrator, kActive, PersonState::suspended, 2),
                              change_person_state(kAdministrator, kActive, PersonState::active, 3),
                              change_person_state(kAdministrator, kActive, PersonState::erased, 3)}) {
    REQUIRE_FALSE(refused);
    CHECK(std::holds_alternative<Conflict>(refused.error()));
  }
}

}  // namespace kringwerk::accounts
