#include "materials/saved_view.h"

#include <doctest/doctest.h>

namespace kringwerk::materials {
namespace {

using access::Action;
using access::Actor;
using access::Role;

Actor person(std::int64_t id, std::vector<access::HeldRole> roles = {}) {
  Actor actor;
  actor.kind = access::ActorKind::person;
  actor.person = access::PersonId{id};
  actor.roles = std::move(roles);
  return actor;
}

access::HeldRole role_at(Role role, std::int64_t hub) {
  return {role, access::Scope{access::ScopeKind::hub, hub}};
}

TEST_CASE("a view of one's own is for its maker alone; a shared one for the people of the hub") {
  SavedView view;
  view.person = access::PersonId{1};
  const Actor maker = person(1, {role_at(Role::coach, 7)});
  const Actor colleague = person(2, {role_at(Role::coach, 7)});
  const Actor coordinator = person(3, {role_at(Role::coordinator, 7)});
  const Actor stranger = person(4, {role_at(Role::coordinator, 8)});
  CHECK(may_do(maker, Action::create, view));
  CHECK(may_do(maker, Action::update, view));
  CHECK_FALSE(may_do(colleague, Action::read, view));
  CHECK_FALSE(may_do(colleague, Action::create, view));
  CHECK_FALSE(may_do(Actor::visitor(), Action::create, view));
  view.hub = network::HubId{7};
  CHECK(may_do(colleague, Action::read, view));
  CHECK_FALSE(may_do(colleague, Action::update, view));
  CHECK(may_do(coordinator, Action::remove, view));
  CHECK(may_do(maker, Action::remove, view));
  CHECK_FALSE(may_do(stranger, Action::read, view));
  CHECK_FALSE(may_do(stranger, Action::create, view));
}

TEST_CASE("a view is shared with the hubs somebody works for") {
  const Actor actor = person(1, {role_at(Role::coordinator, 9), role_at(Role::coach, 7)});
  CHECK(hubs_to_share_with(actor) == std::vector<network::HubId>{network::HubId{7}, network::HubId{9}});
  CHECK(hubs_to_share_with(person(1)).empty());
}

}  // namespace
}  // namespace kringwerk::materials
