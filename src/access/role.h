#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/id.h"
#include "base/time.h"

/// Typed ids of records that scopes name; their modules stand above this one.
namespace kringwerk::network {
struct HubTag;
struct OrganisationTag;
}  // namespace kringwerk::network

namespace kringwerk::access {

struct PersonTag;
using PersonId = Id<PersonTag>;
struct GrantTag;
using GrantId = Id<GrantTag>;
using ScopedHub = Id<network::HubTag>;
using ScopedOrganisation = Id<network::OrganisationTag>;

/// What somebody may come to do. A person with an account and no role is a citizen or a member: own things only.
enum class Role { organisation_user, coach, coordinator, policy_officer, auditor, administrator };
inline constexpr std::array<std::string_view, 6> kRoleKeys{"organisation_user", "coach",   "coordinator",
                                                           "policy_officer",    "auditor", "administrator"};
constexpr std::string_view key_of(Role role) {
  return kRoleKeys[static_cast<std::size_t>(role)];
}
std::optional<Role> parse_role(std::string_view key);

/// Where a role holds.
enum class ScopeKind { organisation, hub, network };
inline constexpr std::array<std::string_view, 3> kScopeKindKeys{"organisation", "hub", "network"};
constexpr std::string_view key_of(ScopeKind kind) {
  return kScopeKindKeys[static_cast<std::size_t>(kind)];
}
std::optional<ScopeKind> parse_scope_kind(std::string_view key);

/// The only kind of scope a role has.
constexpr ScopeKind scope_kind_of(Role role) {
  switch (role) {
    case Role::organisation_user:
      return ScopeKind::organisation;
    case Role::coach:
    case Role::coordinator:
    case Role::policy_officer:
      return ScopeKind::hub;
    case Role::auditor:
    case Role::administrator:
      break;
  }
  return ScopeKind::network;
}

/// Roles that count only in a session in which a second factor was shown.
constexpr bool needs_second_factor(Role role) {
  return role == Role::coordinator || role == Role::policy_officer || role == Role::auditor ||
         role == Role::administrator;
}

struct Scope {
  ScopeKind kind = ScopeKind::network;
  std::int64_t id = 0;  ///< of the organisation or the hub; 0 for the network
  static Scope organisation(ScopedOrganisation organisation) { return {ScopeKind::organisation, organisation.value()}; }
  static Scope hub(ScopedHub hub) { return {ScopeKind::hub, hub.value()}; }
  static Scope network() { return {}; }
  friend bool operator==(const Scope&, const Scope&) = default;
};

/// proposed: an administrator's grant that waits for the second administrator. Only effective ones count.
enum class GrantState { proposed, effective, ended };
inline constexpr std::array<std::string_view, 3> kGrantStateKeys{"proposed", "effective", "ended"};

/// A role given to a person, from a day to a day. Ended grants stay, as history.
struct Grant {
  GrantId id;
  PersonId person;
  Role role = Role::organisation_user;
  Scope scope;
  Period period;
  GrantState state = GrantState::effective;
  PersonId given_by;                   ///< unset: by the operator of the machine
  std::optional<PersonId> decided_by;  ///< second administrator
  Instant given_at;
  std::optional<Instant> ended_at;
  std::int64_t version = 1;
};

constexpr bool counts_on(const Grant& grant, Day day) {
  return grant.state == GrantState::effective && grant.period.contains(day);
}

}  // namespace kringwerk::access
