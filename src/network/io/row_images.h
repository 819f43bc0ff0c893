#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/image_text.h"
#include "storage/connection.h"
#include "storage/table_columns.h"

/// Rows of any table, kept with the names of their columns, so that they can be put back after later migrations.
namespace kringwerk::network {

/// The value of a column: nullptr when the row does not have it.
const ImageValue* column_of(const ImageRow& row, std::string_view column);
void set_column(ImageRow& row, std::string_view column, ImageValue value);
/// Only these columns of a row.
ImageRow part_of(const ImageRow& row, const std::vector<std::string>& columns);

/// Every row of `table` in which `column` is `id` and `condition` (empty: all) holds, in the order of the key.
RecordRows rows_of(storage::Connection& connection, std::string_view table, std::string_view column, std::int64_t id,
                   std::string_view condition);
/// Whether a row has all these values; NULL is a value.
bool has_row(storage::Connection& connection, const ImageRow& values, std::string_view condition);
void insert_row(storage::Connection& transaction, const ImageRow& row);
/// Rows with all values of `where` get those of `values`; how many.
std::int64_t update_rows(storage::Connection& transaction, const ImageRow& where, const ImageRow& values);
std::int64_t remove_rows(storage::Connection& transaction, const ImageRow& where);

}  // namespace kringwerk::network
