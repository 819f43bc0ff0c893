#pragma once

#include "base/time.h"
#include "storage/connection.h"
#include "storage/data_folder.h"

namespace kringwerk::network {

/// Writes the shipped facts of this module (sources, municipalities, postcodes, the hubs and organisations of the
/// brief) and, when the folder has them, the example organisations, hubs and capabilities. Into empty tables, inside
/// the caller's transaction.
void insert_network_world(storage::Connection& transaction, const storage::DataFolder& data, Instant now);

/// Moves the confirmations of the shipped example capabilities that nobody confirmed or ended since.
void move_example_capabilities(storage::Connection& transaction, std::int64_t days);

}  // namespace kringwerk::network
