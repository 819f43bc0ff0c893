#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "materials/row_set.h"

namespace kringwerk::materials {

/// Which rows hold a word, also as a part of a longer one ("hout" is in "houtafval").
/// Thread rule: add() before find(); then immutable.
class WordIndex {
 public:
  /// `words`: folded text, words parted by single spaces.
  void add(std::uint32_t row, std::string_view words);
  /// Makes the words added so far findable.
  void finish();
  /// Rows below `size` that hold `part`, which has no spaces.
  RowSet find(std::string_view part, std::size_t size) const;

 private:
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> rows_of_;
  std::string vocabulary_;           // every word once, '\n' before each
  std::vector<std::size_t> starts_;  // where each stands
  std::vector<const std::vector<std::uint32_t>*> rows_;
};

}  // namespace kringwerk::materials
