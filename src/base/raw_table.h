#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"

namespace kringwerk {

enum class ColumnFault { missing, unknown, twice };
struct ColumnFinding {
  ColumnFault fault{};
  std::string column;
};

/// A CSV text with a header row and everything that is wrong with it as a whole: whoever reads it decides what that
/// means and whether a record with more or fewer fields than the header will do.
struct RawTable {
  std::optional<std::size_t> bad_byte;  ///< the first that is no UTF-8; then nothing else is read
  std::optional<CsvRecord> header;      ///< nullopt: no record at all
  std::vector<CsvRecord> records;       ///< up to `fault`
  std::optional<CsvError> fault;
  /// First what is missing, in the order of `required`; then by place in the header. A column that is there again is
  /// told each time after its first.
  std::vector<ColumnFinding> columns;

  /// Where a column stands in the header; nullopt when it does not.
  std::optional<std::size_t> place_of(std::string_view column) const;
};

/// Columns that are neither required nor optional are findings: a misspelt name would otherwise be lost in silence.
RawTable read_raw_table(std::string_view text, const std::vector<std::string_view>& required,
                        const std::vector<std::string_view>& optional);

/// The line of a byte, from 1.
std::size_t line_of_byte(std::string_view text, std::size_t byte);

}  // namespace kringwerk
