#include "exchange/import_batch.h"

#include "base/csv.h"

namespace kringwerk::exchange {

std::string columns_text(const ColumnFields& columns) {
  std::string text;
  for (const std::string& column : columns) text += column + ";";
  return text;
}

ColumnFields read_columns(std::string_view text) {
  ColumnFields columns;
  while (!text.empty()) {
    const auto end = text.find(';');
    columns.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return columns;
}

std::string constants_text(const FieldConstants& constants) {
  std::string text;
  for (const auto& [field, value] : constants) text += field + ',' + csv_field(value, false) + '\n';
  return text;
}

FieldConstants read_constants(std::string_view text) {
  FieldConstants constants;
  CsvReader reader(text);
  while (const auto record = reader.next()) {
    if (record->fields.size() == 2) constants.emplace_back(record->fields[0], record->fields[1]);
  }
  return constants;
}

}  // namespace kringwerk::exchange
