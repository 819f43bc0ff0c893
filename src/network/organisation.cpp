#include "network/organisation.h"

#include <algorithm>

namespace kringwerk::network {

std::optional<OrganisationKind> parse_organisation_kind(std::string_view key) {
  const auto found = std::find(kOrganisationKindKeys.begin(), kOrganisationKindKeys.end(), key);
  if (found == kOrganisationKindKeys.end()) return std::nullopt;
  return static_cast<OrganisationKind>(found - kOrganisationKindKeys.begin());
}

}  // namespace kringwerk::network
