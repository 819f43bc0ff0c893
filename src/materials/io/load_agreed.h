#pragma once

#include <unordered_map>

#include "materials/stream.h"
#include "storage/connection.h"

namespace kringwerk::materials {

/// What agreements take of a stream each time it comes.
Mass load_agreed_mass(storage::Connection& connection, StreamId id);

/// Of all streams of which something is taken, by id.
std::unordered_map<std::int64_t, Mass> load_agreed_masses(storage::Connection& connection);

}  // namespace kringwerk::materials
