#include "network/io/row_images.h"

#include <algorithm>

#include "base/ensure.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;
using storage::TableColumn;
using storage::Value;

ImageValue read_cell(const Rows& rows, int place, Value::Type type) {
  if (rows.is_null(place)) return nullptr;
  if (type == Value::Type::int64) return rows.int64(place);
  if (type == Value::Type::float64) return rows.float64(place);
  ensure(type == Value::Type::text, "rows that are kept hold numbers and text");
  return rows.get<std::string>(place);
}

/// A row as SQL: names, and values of the types that the table has now. A column that is gone is left out.
class BoundRow {
 public:
  BoundRow(Connection& connection, const ImageRow& row, std::size_t first = 1) : first_(first) {
    for (const TableColumn& column : storage::columns_of(connection, row.table)) {
      const ImageValue* value = column_of(row, column.name);
      if (value == nullptr) continue;
      names_.push_back(column.name);
      values_.push_back(bound(*value, column.type));
    }
    ensure(!names_.empty(), "a row that is kept has columns of its table");
  }

  std::string names() const {
    return each(", ", [](const std::string& name, const std::string&) { return name; });
  }
  std::string places() const {
    return each(", ", [](const std::string&, const std::string& place) { return place; });
  }
  std::string sets() const {
    return each(", ", [](const std::string& name, const std::string& place) { return name + " = " + place; });
  }
  std::string condition() const {
    return each(" AND ", [](const std::string& name, const std::string& place) {
      return name + " IS NOT DISTINCT FROM " + place;
    });
  }
  const std::vector<Value>& values() const { return values_; }

 private:
  static Value bound(const ImageValue& value, Value::Type type) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return Value(*whole);
    if (const auto* real = std::get_if<double>(&value)) return Value(*real);
    if (const auto* text = std::get_if<std::string>(&value)) return Value(*text);
    return Value(type);
  }
  template <class Piece>
  std::string each(std::string_view between, Piece piece) const {
    std::string sql;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (i > 0) sql += between;
      sql += piece(names_[i], "?" + std::to_string(first_ + i));
    }
    return sql;
  }
  std::size_t first_;
  std::vector<std::string> names_;
  std::vector<Value> values_;
};

std::string joined_names(const std::vector<TableColumn>& columns, bool only_key) {
  std::string names;
  for (const TableColumn& column : columns) {
    if (only_key && !column.is_key) continue;
    names += (names.empty() ? "" : ", ") + column.name;
  }
  return names;
}

}  // namespace

const ImageValue* column_of(const ImageRow& row, std::string_view column) {
  for (std::size_t i = 0; i + 1 < row.values.size(); i += 2)
    if (std::get<std::string>(row.values[i]) == column) return &row.values[i + 1];
  return nullptr;
}

void set_column(ImageRow& row, std::string_view column, ImageValue value) {
  for (std::size_t i = 0; i + 1 < row.values.size(); i += 2) {
    if (std::get<std::string>(row.values[i]) != column) continue;
    row.values[i + 1] = std::move(value);
    return;
  }
  row.values.emplace_back(std::string(column));
  row.values.push_back(std::move(value));
}

ImageRow part_of(const ImageRow& row, const std::vector<std::string>& columns) {
  ImageRow part{row.table, {}};
  for (const std::string& column : columns)
    if (const ImageValue* value = column_of(row, column)) set_column(part, column, *value);
  return part;
}

RecordRows rows_of(Connection& connection, std::string_view table, std::string_view column, std::int64_t id,
                   std::string_view condition) {
  const auto columns = storage::columns_of(connection, table);
  RecordRows image;
  if (columns.empty()) return image;
  const std::string all = joined_names(columns, false);
  const std::string key = joined_names(columns, true);
  std::string sql = "SELECT " + all + " FROM " + std::string(table) + " WHERE " + std::string(column) + " = ?1";
  if (!condition.empty()) sql += " AND " + std::string(condition);
  Rows rows = connection.query(sql + " ORDER BY " + (key.empty() ? all : key), id);
  while (rows.next()) {
    ImageRow row{std::string(table), {}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      row.values.emplace_back(columns[i].name);
      row.values.push_back(read_cell(rows, static_cast<int>(i), columns[i].type));
    }
    image.push_back(std::move(row));
  }
  return image;
}

bool has_row(Connection& connection, const ImageRow& values, std::string_view condition) {
  const BoundRow bound(connection, values);
  std::string sql = "SELECT 1 FROM " + values.table + " WHERE " + bound.condition();
  if (!condition.empty()) sql += " AND " + std::string(condition);
  return connection.run_query(sql, bound.values()).next();
}

void insert_row(Connection& transaction, const ImageRow& row) {
  const BoundRow bound(transaction, row);
  transaction.run("INSERT INTO " + row.table + " (" + bound.names() + ") VALUES (" + bound.places() + ")",
                  bound.values());
}

std::int64_t update_rows(Connection& transaction, const ImageRow& where, const ImageRow& values) {
  const BoundRow sets(transaction, values);
  const BoundRow bound(transaction, where, sets.values().size() + 1);
  std::vector<Value> parameters = sets.values();
  parameters.insert(parameters.end(), bound.values().begin(), bound.values().end());
  return transaction.run("UPDATE " + where.table + " SET " + sets.sets() + " WHERE " + bound.condition(), parameters);
}

std::int64_t remove_rows(Connection& transaction, const ImageRow& where) {
  const BoundRow bound(transaction, where);
  return transaction.run("DELETE FROM " + where.table + " WHERE " + bound.condition(), bound.values());
}

}  // namespace kringwerk::network
