#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::rooms {

/// Where rooms keep something about people, and for how long.
void register_rooms(access::RecordRegistry& registry);

}  // namespace kringwerk::rooms
