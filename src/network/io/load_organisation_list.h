#pragma once

#include <string_view>
#include <vector>

#include "network/organisation.h"
#include "storage/connection.h"

namespace kringwerk::network {

/// One line of the list of organisations.
struct OrganisationLine {
  OrganisationId id;
  std::string name;
  OrganisationKind kind{};
  std::string municipality;  ///< Dutch name; empty when unknown
  bool is_example = false;
};

/// Organisations whose name or municipality holds the words, by name, from the one at `skipped` on; one more than
/// `most` when there are more.
struct ListPart {
  std::size_t skipped = 0;
  std::size_t most = 50;
};
std::vector<OrganisationLine> load_organisation_list(storage::Connection& connection, std::string_view words,
                                                     ListPart part);

}  // namespace kringwerk::network
