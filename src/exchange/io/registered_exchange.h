#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::exchange {

/// Tables that were brought in: what of them is about somebody, and how long it is kept.
void register_exchange(access::RecordRegistry& registry);

}  // namespace kringwerk::exchange
