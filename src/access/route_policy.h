#pragma once

#include <span>
#include <string_view>

#include "access/actor.h"

namespace kringwerk::access {

/// Who may come to an address. What is shown there is decided again for each record, inside the query.
enum class Audience {
  everyone,        ///< what is shown of a record depends on who asks
  link_holder,     ///< whoever holds the record's secret link
  operators,       ///< machines of the operator; nothing about records
  signed_in,       ///< any account
  hub_staff,       ///< coordinators and coaches
  coordinators,    ///< of any hub; which records is asked again
  role_givers,     ///< whoever may give somebody a role: coordinators, administrators, users of an organisation
  auditors,        ///< auditors and administrators
  administrators,  ///< of the network
};
/// Whether the actor may come to an address of `audience` at all.
bool may_come(Audience audience, const Actor& actor);

struct RoutePolicy {
  std::string_view name;  ///< "network.hub.view", named by the route
  Audience audience;
  std::string_view why;  ///< one line, for people
};

/// The whole table. A route without an entry is refused at start, and an entry without a route by the tests.
std::span<const RoutePolicy> route_policies();
const RoutePolicy* find_route_policy(std::string_view name);

}  // namespace kringwerk::access
