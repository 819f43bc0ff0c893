#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::planning {

void register_planning(access::RecordRegistry& registry);

}  // namespace kringwerk::planning
