#include "access/role.h"

#include <algorithm>

namespace kringwerk::access {

namespace {

template <class Enum, std::size_t N>
std::optional<Enum> value_of(const std::array<std::string_view, N>& keys, std::string_view key) {
  const auto* const found = std::find(keys.begin(), keys.end(), key);
  if (found == keys.end()) return std::nullopt;
  return static_cast<Enum>(found - keys.begin());
}

}  // namespace

std::optional<Role> parse_role(std::string_view key) {
  return value_of<Role>(kRoleKeys, key);
}

std::optional<ScopeKind> parse_scope_kind(std::string_view key) {
  return value_of<ScopeKind>(kScopeKindKeys, key);
}

}  // namespace kringwerk::access
