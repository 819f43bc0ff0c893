#pragma once

#include <span>
#include <string_view>

namespace kringwerk::access {

/// Who may come to an address. What is shown there is decided again for each record, inside the query.
enum class Audience {
  everyone,     ///< public records only
  link_holder,  ///< whoever holds the record's secret link
  operators,    ///< machines of the operator; nothing about records
};

struct RoutePolicy {
  std::string_view name;  ///< "network.hub.view", named by the route
  Audience audience;
  std::string_view why;  ///< one line, for people
};

/// The whole table. A route without an entry is refused at start, and an entry without a route by the tests.
std::span<const RoutePolicy> route_policies();
const RoutePolicy* find_route_policy(std::string_view name);

}  // namespace kringwerk::access
