#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// Tables as people keep them in a spreadsheet, before anybody asks what the columns mean.
namespace kringwerk::exchange {

struct SheetRow {
  std::size_t line = 0;            ///< in the file, from 1; the row number in a workbook
  std::vector<std::string> cells;  ///< as many as the header has
};

struct Sheet {
  std::vector<std::string> header;
  std::vector<SheetRow> rows;
};

inline constexpr std::size_t kMostRows = 20'000;
inline constexpr std::size_t kMostColumns = 100;

/// Tab, semicolon or comma: what parts the columns of the first line that has any; a tab in one of the first five lines
/// that are not empty comes before all.
char guess_delimiter(std::string_view text);

/// Reads a well-formed UTF-8 text. The header is the first line with two filled cells (titles above a table have one),
/// else the first that is not empty; empty rows are left out, short rows are filled up. Text copied from a spreadsheet
/// (tabs) may hold quotes anywhere. Rules: exchange.nothing_given, exchange.malformed {line} {column},
/// exchange.too_many_rows {most}, exchange.too_many_columns {most}.
Result<Sheet> read_sheet(std::string_view text);

}  // namespace kringwerk::exchange
