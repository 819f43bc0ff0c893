#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kringwerk::materials {

/// A set of row numbers below a fixed size, one bit each.
class RowSet {
 public:
  explicit RowSet(std::size_t size = 0) : words_((size + 63) / 64) {}
  static RowSet all(std::size_t size) {
    RowSet set(size);
    for (std::size_t row = 0; row < size; ++row) set.insert(row);
    return set;
  }
  void insert(std::size_t row) { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
  void erase(std::size_t row) { words_[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }
  bool contains(std::size_t row) const { return (words_[row / 64] >> (row % 64) & 1U) != 0; }
  std::size_t count() const {
    std::size_t sum = 0;
    for (const std::uint64_t word : words_) sum += static_cast<std::size_t>(std::popcount(word));
    return sum;
  }
  /// Both sets have the same size.
  void keep(const RowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void add(const RowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace kringwerk::materials
