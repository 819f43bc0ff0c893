#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::accounts {

/// Accounts with all that hangs on them, consents and the audit trail: what of them is about somebody, and how long it
/// is kept.
void register_accounts(access::RecordRegistry& registry);

}  // namespace kringwerk::accounts
