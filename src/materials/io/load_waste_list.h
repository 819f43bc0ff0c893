#pragma once

#include "materials/waste_list.h"
#include "storage/connection.h"

namespace kringwerk::materials {

/// The list as the store has it, with labels folded for searching.
WasteList load_waste_list(storage::Connection& connection);

}  // namespace kringwerk::materials
