#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/import_batch.h"
#include "exchange/sheet.h"

/// What somebody gives: a file or pasted text, in any of the forms spreadsheets save.
namespace kringwerk::exchange {

struct GivenTable {
  std::string content;                    ///< UTF-8, for read_sheet
  std::vector<std::string> other_sheets;  ///< of a workbook, beside the one that was read
  Language notation = Language::nl;       ///< nl: a comma in numbers, en: a point
};

/// XLSX by its first bytes, else text (text_encoding.h). `sheet`: of a workbook, its name or number; empty = the first.
/// A comma between columns goes with a point in numbers. Rules: those of read_sheet and read_workbook.
Result<GivenTable> read_given(std::string_view bytes, std::string_view sheet);

void take_over(ImportBatch& batch, const GivenTable& given);

/// "name=Naam;kind:=regular_economy" over what was guessed, or a file with one of these a line. Headers are compared
/// folded. Rules: exchange.mapping_not_understood {typed}.
Result<Done> apply_mapping(const std::string& mapping, const Sheet& sheet, ImportBatch& batch);

}  // namespace kringwerk::exchange
