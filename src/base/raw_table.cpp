#include "base/raw_table.h"

#include <algorithm>

#include "base/utf8.h"

namespace kringwerk {

namespace {

bool is_among(const std::vector<std::string_view>& columns, std::string_view column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

std::vector<ColumnFinding> column_findings(const RawTable& table, const std::vector<std::string_view>& required,
                                           const std::vector<std::string_view>& optional) {
  std::vector<ColumnFinding> found;
  for (const std::string_view column : required) {
    if (!table.place_of(column)) found.push_back({ColumnFault::missing, std::string(column)});
  }
  const std::vector<std::string>& header = table.header->fields;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (!is_among(required, header[i]) && !is_among(optional, header[i])) {
      found.push_back({ColumnFault::unknown, header[i]});
    } else if (table.place_of(header[i]) != i) {
      found.push_back({ColumnFault::twice, header[i]});
    }
  }
  return found;
}

}  // namespace

std::optional<std::size_t> RawTable::place_of(std::string_view column) const {
  if (!header) return std::nullopt;
  const auto at = std::find(header->fields.begin(), header->fields.end(), column);
  if (at == header->fields.end()) return std::nullopt;
  return static_cast<std::size_t>(at - header->fields.begin());
}

RawTable read_raw_table(std::string_view text, const std::vector<std::string_view>& required,
                        const std::vector<std::string_view>& optional) {
  RawTable table;
  table.bad_byte = first_invalid_utf8(text);
  if (table.bad_byte) return table;
  CsvReader reader(text);
  table.header = reader.next();
  while (auto record = reader.next()) table.records.push_back(std::move(*record));
  table.fault = reader.error();
  if (table.header) table.columns = column_findings(table, required, optional);
  return table;
}

std::size_t line_of_byte(std::string_view text, std::size_t byte) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n'));
}

}  // namespace kringwerk
