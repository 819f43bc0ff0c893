#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv_table.h"

namespace kringwerk::access {

/// One table of the policy with its words. Whatever is not understood throws BrokenInvariant with file, line and
/// column: a policy that is not understood whole is not used at all.
class PolicyFile {
 public:
  using Words = std::vector<std::string>;

  PolicyFile(std::string_view name, std::string_view text, std::vector<std::string_view> columns);

  std::size_t size() const { return table_.size(); }
  const std::string& at(std::size_t row, std::size_t column) const { return table_.at(row, column); }
  [[noreturn]] void refuse(std::size_t row, std::size_t column, std::string_view what) const;

  /// The words of a list, between bars; none empty, none twice.
  Words words(std::size_t row, std::size_t column) const;
  /// The same, all of them in `known`; "*" for all of these.
  Words words(std::size_t row, std::size_t column, const Words& known) const;
  /// The words as values of an enum with those keys.
  template <class Enum, std::size_t N>
  std::vector<Enum> values(std::size_t row, std::size_t column, const std::array<std::string_view, N>& keys) const {
    std::vector<Enum> found;
    for (const std::string& word : words(row, column)) {
      const auto* const key = std::find(keys.begin(), keys.end(), word);
      if (key == keys.end()) refuse(row, column, "unknown word " + word);
      found.push_back(static_cast<Enum>(key - keys.begin()));
    }
    return found;
  }
  /// The same where one word stands.
  template <class Enum, std::size_t N>
  Enum value(std::size_t row, std::size_t column, const std::array<std::string_view, N>& keys) const {
    const auto found = values<Enum>(row, column, keys);
    if (found.size() != 1) refuse(row, column, "more than one word");
    return found.front();
  }

 private:
  std::string name_;
  std::vector<std::string_view> columns_;
  CsvTable table_;
};

}  // namespace kringwerk::access
