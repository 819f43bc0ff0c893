#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "materials/stream.h"
#include "storage/connection.h"

namespace kringwerk::materials {

/// All columns of `stream` in the order read_stream wants them, without FROM's conditions.
extern const std::string_view kSelectStream;
Stream read_stream(const storage::Rows& rows);

}  // namespace kringwerk::materials
