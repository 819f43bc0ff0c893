#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv_table.h"

namespace kringwerk::storage {

/// The shipped facts: CSV files below one folder. A fault in them is ours, so everything here throws
/// std::runtime_error naming file, line and column.
class DataFolder {
 public:
  explicit DataFolder(std::filesystem::path root) : root_(std::move(root)) {}
  /// "hubs.csv" or "world/streams.csv" with exactly these columns.
  CsvTable table(std::string_view name, const std::vector<std::string_view>& columns) const;
  bool has(std::string_view name) const;
  std::string text(std::string_view name) const;

 private:
  std::filesystem::path root_;
};

}  // namespace kringwerk::storage
