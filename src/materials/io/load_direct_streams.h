#pragma once

#include <vector>

#include "materials/readers.h"
#include "storage/connection.h"

namespace kringwerk::materials {

/// Offers or needs of a kind that does not run in chains, as an audience may know them: still open for a match,
/// confirmed within their clock, never private ones. By id.
struct DirectQuestion {
  Resource resource = Resource::space;
  StreamKind kind = StreamKind::offer;
  Audience audience;
};
std::vector<Stream> load_direct_streams(storage::Connection& connection, const DirectQuestion& question, Instant now);

}  // namespace kringwerk::materials
