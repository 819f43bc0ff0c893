#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::guidance {

/// Questions and notes: what of them is about somebody, and how long it is kept.
void register_guidance(access::RecordRegistry& registry);

}  // namespace kringwerk::guidance
