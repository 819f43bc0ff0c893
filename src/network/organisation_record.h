#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/geo.h"
#include "network/organisation.h"

namespace kringwerk::network {

/// What the network keeps of an organisation that it may also be told from outside: every field of its own row, its
/// sectors and its address for mail. Recognitions, permits and memberships stand apart.
struct OrganisationRecord {
  OrganisationId id;
  std::string name;
  OrganisationKind kind{};
  KindBasis kind_basis = KindBasis::brief;
  std::optional<std::string> enterprise_number;  ///< ten digits
  std::optional<Nis> nis;
  std::optional<Point> position;  ///< of the site
  std::string website;
  std::string email;  ///< for its users and its hubs' coordinators only
  std::vector<std::string> languages;
  std::vector<std::string> sectors;
  std::string note;
  std::string source;
  friend bool operator==(const OrganisationRecord&, const OrganisationRecord&) = default;
};

}  // namespace kringwerk::network
