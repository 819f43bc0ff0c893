#include "storage/table_columns.h"

namespace kringwerk::storage {

namespace {

constexpr std::string_view kSqliteColumns = "SELECT name, lower(type), pk FROM pragma_table_info(?1) ORDER BY cid";
constexpr std::string_view kPostgresColumns =
    "SELECT attname::text, format_type(atttypid, NULL), CASE WHEN EXISTS (SELECT 1 FROM pg_index WHERE "
    "pg_index.indrelid = attrelid AND indisprimary AND attnum = ANY (indkey)) THEN 1::bigint ELSE 0::bigint END "
    "FROM pg_attribute WHERE attrelid = to_regclass(?1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum";

Value::Type type_of(std::string_view name) {
  if (name.starts_with("int") || name == "bigint") return Value::Type::int64;
  if (name == "real" || name == "double precision") return Value::Type::float64;
  return name == "text" ? Value::Type::text : Value::Type::bytes;
}

}  // namespace

std::vector<TableColumn> columns_of(Connection& connection, std::string_view table) {
  std::vector<TableColumn> columns;
  const bool is_sqlite = connection.backend() == Backend::sqlite;
  Rows rows = connection.query(is_sqlite ? kSqliteColumns : kPostgresColumns, table);
  while (rows.next()) columns.push_back({rows.get<std::string>(0), type_of(rows.text(1)), rows.int64(2) > 0});
  return columns;
}

}  // namespace kringwerk::storage
