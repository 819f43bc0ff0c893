#pragma once

#include "storage/connection.h"
#include "storage/data_folder.h"

namespace kringwerk::materials {

/// Writes the List of Waste when the store has none: also into a store that is older than the list. After the sources.
void insert_waste_list(storage::Connection& transaction, const storage::DataFolder& data);

}  // namespace kringwerk::materials
