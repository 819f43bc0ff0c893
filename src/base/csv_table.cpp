#include "base/csv_table.h"

#include <algorithm>

#include "base/utf8.h"

namespace kringwerk {

namespace {

Violation finding(const char* rule, std::string_view file, std::size_t line, std::string column) {
  return Violation{
      rule, column, {{"file", std::string(file)}, {"line", static_cast<std::int64_t>(line)}, {"column", column}}};
}

std::size_t line_of_byte(std::string_view text, std::size_t byte) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n'));
}

Violations check_header(std::string_view file, const CsvRecord& header, const std::vector<std::string_view>& columns) {
  Violations violations;
  for (const std::string_view column : columns) {
    if (std::find(header.fields.begin(), header.fields.end(), column) == header.fields.end()) {
      violations.push_back(finding("csv.column_missing", file, header.line, std::string(column)));
    }
  }
  for (const std::string& name : header.fields) {
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
      violations.push_back(finding("csv.column_unknown", file, header.line, name));
    } else if (std::count(header.fields.begin(), header.fields.end(), name) > 1) {
      violations.push_back(finding("csv.column_twice", file, header.line, name));
    }
  }
  return violations;
}

}  // namespace

Result<CsvTable> CsvTable::read(std::string_view file, std::string_view text,
                                const std::vector<std::string_view>& columns) {
  if (const auto bad = first_invalid_utf8(text)) {
    return Invalid{{finding("csv.not_utf8", file, line_of_byte(text, *bad), "")}};
  }
  CsvReader reader(text);
  auto header = reader.next();
  if (!header) return Invalid{{finding("csv.header_missing", file, 1, "")}};
  Violations violations = check_header(file, *header, columns);
  CsvTable table;
  while (auto record = reader.next()) {
    if (record->fields.size() != header->fields.size()) {
      const bool more = record->fields.size() > header->fields.size();
      violations.push_back(finding(more ? "csv.too_many_fields" : "csv.too_few_fields", file, record->line, ""));
    }
    table.records_.push_back(std::move(*record));
  }
  if (reader.error()) {
    violations.push_back(
        finding("csv.malformed", file, reader.error()->place.line, std::to_string(reader.error()->place.column)));
  }
  if (!violations.empty()) return Invalid{std::move(violations)};
  for (const std::string_view column : columns) {
    const auto place = std::find(header->fields.begin(), header->fields.end(), column);
    table.places_.push_back(static_cast<std::size_t>(place - header->fields.begin()));
  }
  return table;
}

}  // namespace kringwerk
