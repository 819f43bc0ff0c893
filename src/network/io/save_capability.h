#pragma once

#include "network/capability.h"
#include "storage/connection.h"

/// In the caller's transaction, which tells the audit trail as well.
namespace kringwerk::network {

/// A new capability; its key is made of its id.
void insert_capability(storage::Connection& transaction, const Capability& capability);
/// Everything of `capability` in place of the version before it (`version - 1`), its outputs too, but for its free
/// capacity, which save_calendar.h works out. False, and nothing done, when somebody else was first.
bool update_capability(storage::Connection& transaction, const Capability& capability);

}  // namespace kringwerk::network
