#pragma once

#include "network/capability.h"
#include "storage/connection.h"

/// What a capability said before its changes.
namespace kringwerk::network {

/// Keeps `before` under its version, in the transaction of the change.
void keep_capability_revision(storage::Connection& transaction, const Capability& before);
/// What it said in the version before `version`, without what an edit never changes; nullopt when that is not kept.
std::optional<Capability> load_revision_before(storage::Connection& connection, CapabilityId id, std::int64_t version);

}  // namespace kringwerk::network
