#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::network {

/// Where the network keeps something about people, and for how long.
void register_network(access::RecordRegistry& registry);

}  // namespace kringwerk::network
