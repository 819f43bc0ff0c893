#include "access/actor.h"

#include <algorithm>

namespace kringwerk::access {

bool Actor::holds(Role role) const {
  return std::any_of(roles.begin(), roles.end(), [&](const HeldRole& held) { return held.role == role; });
}

bool Actor::holds(Role role, Scope scope) const {
  return std::find(roles.begin(), roles.end(), HeldRole{role, scope}) != roles.end();
}

std::vector<std::int64_t> Actor::scopes(ScopeKind kind_of_scope, const std::vector<Role>& wanted) const {
  std::vector<std::int64_t> ids;
  for (const HeldRole& held : roles) {
    const bool fits = wanted.empty() || std::find(wanted.begin(), wanted.end(), held.role) != wanted.end();
    if (fits && held.scope.kind == kind_of_scope) ids.push_back(held.scope.id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace kringwerk::access
