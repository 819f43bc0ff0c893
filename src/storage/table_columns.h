#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/connection.h"

namespace kringwerk::storage {

struct TableColumn {
  std::string name;
  Value::Type type = Value::Type::unknown;
  bool is_key = false;  ///< part of the primary key
};

/// The columns of a table as the store has it now, in their order; none when there is no such table. For what keeps
/// whole rows over later migrations.
std::vector<TableColumn> columns_of(Connection& connection, std::string_view table);

}  // namespace kringwerk::storage
