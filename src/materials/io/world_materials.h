#pragma once

#include "base/time.h"
#include "storage/connection.h"
#include "storage/data_folder.h"

namespace kringwerk::materials {

/// Writes the taxonomy, its terms and, when the folder has them, the example offers and needs. After the network's
/// facts, inside the caller's transaction. Days in the example files are relative to `today`, so that the examples
/// never grow old.
void insert_materials_world(storage::Connection& transaction, const storage::DataFolder& data, Instant now, Day today);

}  // namespace kringwerk::materials
