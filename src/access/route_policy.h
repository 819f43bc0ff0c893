#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"

namespace kringwerk::access {

/// Who may come to an address. What is shown there is decided again for each record, inside the query.
enum class Audience {
  everyone,        ///< what is shown of a record depends on who asks
  link_holder,     ///< whoever holds the record's secret link
  operators,       ///< machines of the operator; nothing about records
  signed_in,       ///< any account
  role_holders,    ///< whoever holds a role anywhere in the network
  hub_staff,       ///< coordinators and coaches
  coordinators,    ///< of any hub; which records is asked again
  caretakers,      ///< coordinators of any hub, administrators: what spans organisations is asked again
  planners,        ///< coordinators and policy officers of any hub, administrators
  role_givers,     ///< whoever may give somebody a role: coordinators, administrators, users of an organisation
  auditors,        ///< auditors and administrators
  administrators,  ///< of the network
};
inline constexpr std::array<std::string_view, 12> kAudienceKeys{
    "everyone",     "link_holder", "operators", "signed_in",   "role_holders", "hub_staff",
    "coordinators", "caretakers",  "planners",  "role_givers", "auditors",     "administrators"};
/// Whether the actor may come to an address of `audience` at all.
bool may_come(Audience audience, const Actor& actor);

struct RoutePolicy {
  std::string name;              ///< "network.hub.view", named by the route
  std::string record;            ///< type of the records it is about; "-" for none
  std::optional<Action> action;  ///< what is done with them; unset for no records
  Audience audience = Audience::administrators;
  std::string why;  ///< one English line, for whoever reads or changes the table
};

/// The whole table, from src/access/policy/routes.csv. A route without an entry is refused at start, and an entry
/// without a route by the tests. Throws BrokenInvariant when the table holds a word that is not known, or a name twice.
std::span<const RoutePolicy> route_policies();
/// The same of any text, for the tests.
std::vector<RoutePolicy> read_route_policies(std::string_view routes_csv);
const RoutePolicy* find_route_policy(std::string_view name);

}  // namespace kringwerk::access
