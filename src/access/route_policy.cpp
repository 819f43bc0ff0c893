#include "access/route_policy.h"

#include <algorithm>

#include "access/policy_file.h"
#include "access/policy_table.h"

namespace kringwerk::access {

using enum Audience;

bool may_come(Audience audience, const Actor& actor) {
  const bool coordinates = actor.holds(Role::coordinator);
  const bool administers = actor.holds(Role::administrator);
  switch (audience) {
    case everyone:
    case link_holder:
    case operators:
      return true;
    case signed_in:
      return actor.is_signed_in();
    case role_holders:
      return !actor.roles.empty();
    case hub_staff:
      return coordinates || actor.holds(Role::coach);
    case coordinators:
      return coordinates;
    case caretakers:
      return coordinates || administers;
    case planners:
      return coordinates || administers || actor.holds(Role::policy_officer);
    case role_givers:
      return coordinates || administers || actor.holds(Role::organisation_user);
    case auditors:
      return administers || actor.holds(Role::auditor);
    case administrators:
      return administers;
  }
  return false;
}

std::vector<RoutePolicy> read_route_policies(std::string_view routes_csv) {
  const PolicyFile file("routes.csv", routes_csv, {"name", "record", "action", "audience", "why"});
  std::vector<RoutePolicy> policies;
  for (std::size_t row = 0; row < file.size(); ++row) {
    RoutePolicy policy{file.at(row, 0), file.at(row, 1), std::nullopt, administrators, file.at(row, 4)};
    const bool is_twice = std::any_of(policies.begin(), policies.end(),
                                      [&](const RoutePolicy& other) { return other.name == policy.name; });
    if (policy.name.empty() || is_twice) file.refuse(row, 0, "empty or twice");
    if (policy.record == "-") {
      if (file.at(row, 2) != "-") file.refuse(row, 2, "an action without a record");
    } else {
      if (policy_table().find_type(policy.record) == nullptr) file.refuse(row, 1, "unknown word");
      policy.action = file.value<Action>(row, 2, kActionKeys);
    }
    policy.audience = file.value<Audience>(row, 3, kAudienceKeys);
    if (policy.why.empty()) file.refuse(row, 4, "no reason");
    policies.push_back(std::move(policy));
  }
  return policies;
}

std::span<const RoutePolicy> route_policies() {
  static const std::vector<RoutePolicy> kPolicies = read_route_policies(policy_files::routes());
  return kPolicies;
}

const RoutePolicy* find_route_policy(std::string_view name) {
  const auto policies = route_policies();
  const auto found =
      std::find_if(policies.begin(), policies.end(), [&](const RoutePolicy& policy) { return policy.name == name; });
  return found == policies.end() ? nullptr : &*found;
}

}  // namespace kringwerk::access
