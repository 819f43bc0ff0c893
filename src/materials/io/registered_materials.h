#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::materials {

/// Offers and needs: what of them is about somebody, and how long it is kept.
void register_materials(access::RecordRegistry& registry);

}  // namespace kringwerk::materials
