#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::introductions {

/// Where introductions hold something about people: mailboxes of both sides, what they and who proposed it wrote.
void register_introductions(access::RecordRegistry& registry);

}  // namespace kringwerk::introductions
