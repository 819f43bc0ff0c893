#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// XLSX (ECMA-376), as far as tables need it.
namespace kringwerk::exchange {

/// What a sheet says, as text between tabs: one line per row of the sheet, so that line numbers are row numbers.
struct WorkbookSheet {
  std::string content;
  std::vector<std::string> other_sheets;
};

/// Whether the bytes begin as a zip file does.
bool is_workbook(std::string_view bytes);

/// Reads shared and inline strings, numbers (with a comma, at most 15 digits), days (1900 and 1904 system) and truth
/// values; of formulas the value kept with them. A merged cell in the header heads all its columns; a header of several
/// merged rows becomes one. Nothing is written to disk and nothing is fetched. `sheet`: name or number from 1; empty =
/// the first that is shown. Rules: exchange.not_a_workbook, exchange.workbook_too_large {most}, exchange.sheet_missing
/// {sheet} {sheets}, exchange.too_many_rows, exchange.too_many_columns.
Result<WorkbookSheet> read_workbook(std::string_view bytes, std::string_view sheet);

}  // namespace kringwerk::exchange
