#pragma once

#include <optional>
#include <string>
#include <vector>

#include "materials/stream.h"
#include "storage/connection.h"

namespace kringwerk::materials {

/// A stream that came from a table, with what decides whether a row says the same.
struct ImportedStream {
  Stream stream;
  std::string company;  ///< as the table named it; empty for an own organisation's
  std::string contact_email;
};

/// Those that a hub entered for companies and those of these organisations, in every state; without a hub, those that
/// the operator of the machine brought in. For a decision about them; never to show.
std::vector<ImportedStream> load_imported_streams(storage::Connection& connection, std::optional<network::HubId> hub,
                                                  const std::vector<std::int64_t>& organisations);

}  // namespace kringwerk::materials
