#pragma once

#include <cstdint>

#include "storage/connection.h"

namespace kringwerk::materials {

/// Moves the days of the shipped example streams that nobody touched since (version 1): confirmed, made, available. So
/// an example that was three days old when the store was filled still is a year later.
void move_example_streams(storage::Connection& transaction, std::int64_t days);

}  // namespace kringwerk::materials
