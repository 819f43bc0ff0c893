#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::network {

/// Where merges of organisations keep something about people.
void register_merges(access::RecordRegistry& registry);

}  // namespace kringwerk::network
