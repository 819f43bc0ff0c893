#pragma once

#include "network/capability.h"
#include "storage/connection.h"

/// In the caller's transaction, which tells the audit trail as well.
namespace kringwerk::network {

/// A new capability; its key is made of its id.
void insert_capability(storage::Connection& transaction, const Capability& capability);
/// Everything of `capability` in place of what was; its outputs too.
void update_capability(storage::Connection& transaction, const Capability& capability);

}  // namespace kringwerk::network
