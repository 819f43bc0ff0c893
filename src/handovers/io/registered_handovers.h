#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::handovers {

void register_handovers(access::RecordRegistry& registry);

}  // namespace kringwerk::handovers
