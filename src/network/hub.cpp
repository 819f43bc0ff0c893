#include "network/hub.h"

#include <algorithm>

namespace kringwerk::network {

std::optional<MembershipRole> parse_membership_role(std::string_view key) {
  const auto found = std::find(kMembershipRoleKeys.begin(), kMembershipRoleKeys.end(), key);
  if (found == kMembershipRoleKeys.end()) return std::nullopt;
  return static_cast<MembershipRole>(found - kMembershipRoleKeys.begin());
}

}  // namespace kringwerk::network
