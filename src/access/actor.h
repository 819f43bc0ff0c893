#pragma once

#include <array>
#include <string>
#include <vector>

#include "access/role.h"

namespace kringwerk::access {

/// Who acts. Without an account there are two: a visitor, and somebody who came by a secret link to one record, whose
/// right is that record and nothing else. The program acts for nobody: clocks, imports, the first administrator.
enum class ActorKind { visitor, link_holder, person, program };
inline constexpr std::array<std::string_view, 4> kActorKindKeys{"visitor", "link_holder", "person", "program"};

/// A role that counts now: in force today, of an active person, and with the second factor it needs.
struct HeldRole {
  Role role = Role::organisation_user;
  Scope scope;
  friend bool operator==(const HeldRole&, const HeldRole&) = default;
};

struct Actor {
  ActorKind kind = ActorKind::visitor;
  PersonId person;              ///< unset unless kind is person
  std::string session;          ///< what is stored of the session's token; conditions of queries ask for its roles
  std::vector<HeldRole> roles;  ///< of the session, those that count now

  static Actor visitor() { return {}; }
  static Actor link_holder() { return {.kind = ActorKind::link_holder, .person = {}, .session = {}, .roles = {}}; }
  static Actor program() { return {.kind = ActorKind::program, .person = {}, .session = {}, .roles = {}}; }

  bool is_signed_in() const { return kind == ActorKind::person; }
  bool holds(Role role) const;
  bool holds(Role role, Scope scope) const;
  /// Scope ids of a kind in which the actor holds one of `wanted` (empty: any role), each once, ascending.
  std::vector<std::int64_t> scopes(ScopeKind kind_of_scope, const std::vector<Role>& wanted = {}) const;
};

}  // namespace kringwerk::access
