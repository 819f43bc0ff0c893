#pragma once

#include <optional>
#include <vector>

#include "network/organisation_record.h"
#include "storage/connection.h"

namespace kringwerk::network {

/// All organisations with everything that may be told from outside, by id. The addresses for mail are among it: for
/// decisions (duplicates, imports), never to show.
std::vector<OrganisationRecord> load_organisation_records(storage::Connection& connection);

/// One of them.
std::optional<OrganisationRecord> load_organisation_record(storage::Connection& connection, OrganisationId id);

}  // namespace kringwerk::network
