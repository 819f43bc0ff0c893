#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "web/response.h"

namespace kringwerk::web {

/// The one way in which the product writes a table for a spreadsheet, the same in every language of the pages, so that
/// a double-click in a Belgian Excel has the right columns and numbers (docs/decisions/0065-one-kind-of-csv.md):
/// semicolons, CRLF, RFC 4180 quotes, a decimal comma without a mark between thousands, days and moments as ISO 8601.
/// Words that a spreadsheet would run as a formula have an apostrophe in front; numbers have none.
class CsvFile {
 public:
  CsvFile() = default;
  /// The first line: as many words as there are columns.
  explicit CsvFile(const std::vector<std::string>& heads);
  /// The same from one text that parts them by semicolons.
  explicit CsvFile(std::string_view heads);

  CsvFile& text(std::string_view words);
  CsvFile& texts(const std::vector<std::string>& cells);
  CsvFile& number(std::int64_t whole);
  /// As few decimals as say the same: "2,5".
  CsvFile& thousandths(std::int64_t value);
  CsvFile& thousandths(const std::optional<std::int64_t>& value);
  /// Two decimals: "120,50".
  CsvFile& cents(std::int64_t value);
  /// Exactly so many decimals; empty when there is no finite value.
  CsvFile& decimal(const std::optional<double>& value, int decimals);
  /// 2026-11-22
  CsvFile& day(const std::optional<Day>& day);
  /// 2026-11-22 14:05:00, as the clock in Belgium said.
  CsvFile& moment(Instant at);
  CsvFile& nothing();
  CsvFile& end_line();

  /// All lines, without the mark of UTF-8.
  const std::string& lines() const { return lines_; }

 private:
  CsvFile& cell(std::string_view written);

  std::string lines_;
  bool is_line_begun_ = false;
};

/// The lines to take along under that name, with the mark of UTF-8 in front: spreadsheets read accents wrong without.
Response csv_download(std::string_view name, std::string_view lines);

}  // namespace kringwerk::web
