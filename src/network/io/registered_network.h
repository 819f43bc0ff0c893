#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::network {

/// The tables of this module that may hold something about people.
void register_network(access::RecordRegistry& registry);

}  // namespace kringwerk::network
