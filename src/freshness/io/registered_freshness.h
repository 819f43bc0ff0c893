#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::freshness {

/// Who is asked to confirm records, what they wrote, and which addresses bounce.
void register_freshness(access::RecordRegistry& registry);

}  // namespace kringwerk::freshness
