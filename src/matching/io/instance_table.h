#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/raw_table.h"
#include "base/time.h"
#include "base/violation.h"
#include "matching/instance_rows.h"

namespace kringwerk::matching {

/// The columns a file has, in the order in which the contract names them.
struct TableShape {
  std::string_view file;
  std::vector<std::string_view> required;
  std::vector<std::string_view> optional;
};

/// A CSV file with a header, read by column name. Findings (facts {file} {line} {column} …): matching.utf8_invalid with
/// the byte {offset}, matching.csv_quote, matching.csv_empty, matching.column_missing, matching.column_unknown,
/// matching.column_duplicate, matching.field_count, and per cell matching.not_a_number, matching.not_a_day,
/// matching.not_a_yes_or_no.
class InstanceTable {
 public:
  /// `found` outlives the table.
  InstanceTable(std::string_view text, const TableShape& shape, Violations& found);

  std::size_t rows() const { return records_.size(); }
  /// False when rows are missing of which not even the id is known.
  bool is_whole() const { return is_whole_; }
  /// Of rows that are left out because they have too few or too many fields.
  const std::vector<std::string>& lost_ids() const { return lost_ids_; }
  Where where(std::size_t row) const;
  bool has(std::string_view column) const { return position_of(column) >= 0; }
  /// The cell as text; empty when the column is absent.
  const std::string& text(std::size_t row, std::string_view column) const;
  /// 0 with a finding when the cell is not a number. NaN and infinity pass: the rules refuse them.
  double number(std::size_t row, std::string_view column);
  /// An empty cell is an open end.
  Period window(std::size_t row);
  /// Names between semicolons, without the empty ones.
  std::vector<std::string> list(std::size_t row, std::string_view column) const;
  /// 1 or true, 0 or false or empty.
  bool yes(std::size_t row, std::string_view column);
  Point place(std::size_t row) { return {number(row, "lon"), number(row, "lat")}; }

 private:
  void report_fault(const CsvError& fault, const RawTable& table);
  void check_field_counts();
  int position_of(std::string_view column) const;
  void report(std::string_view rule, std::size_t row, std::string_view column, std::vector<Fact> more);

  std::string file_;
  Violations& found_;
  std::vector<std::string> header_;
  std::vector<CsvRecord> records_;
  bool is_whole_ = true;
  std::vector<std::string> lost_ids_;
};

}  // namespace kringwerk::matching
