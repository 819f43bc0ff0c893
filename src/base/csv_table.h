#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"

namespace kringwerk {

/// A CSV text with a header row, read by column name.
class CsvTable {
 public:
  /// Rules (facts {file} {line} {column}): csv.not_utf8, csv.malformed, csv.header_missing, csv.column_missing,
  /// csv.column_unknown, csv.column_twice, csv.too_many_fields, csv.too_few_fields. Columns other than `columns` are
  /// refused: a misspelt name would otherwise be lost in silence.
  static Result<CsvTable> read(std::string_view file, std::string_view text,
                               const std::vector<std::string_view>& columns);

  std::size_t size() const { return records_.size(); }
  std::size_t line(std::size_t row) const { return records_[row].line; }
  /// The field of `column` (an index into the `columns` given to read).
  const std::string& at(std::size_t row, std::size_t column) const { return records_[row].fields[places_[column]]; }

 private:
  std::vector<CsvRecord> records_;
  std::vector<std::size_t> places_;
};

}  // namespace kringwerk
