#include "materials/word_index.h"

#include <algorithm>

namespace kringwerk::materials {

void WordIndex::add(std::uint32_t row, std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const auto end = std::min(words.find(' ', at), words.size());
    if (end > at) {
      auto found = rows_of_.find(words.substr(at, end - at));
      if (found == rows_of_.end()) found = rows_of_.emplace(words.substr(at, end - at), 0).first;
      if (found->second.empty() || found->second.back() != row) found->second.push_back(row);
    }
    at = end + 1;
  }
}

void WordIndex::finish() {
  for (const auto& [word, rows] : rows_of_) {
    vocabulary_ += '\n';
    starts_.push_back(vocabulary_.size());
    vocabulary_ += word;
    rows_.push_back(&rows);
  }
  vocabulary_ += '\n';
}

RowSet WordIndex::find(std::string_view part, std::size_t size) const {
  RowSet found(size);
  for (std::size_t at = vocabulary_.find(part); at != std::string::npos; at = vocabulary_.find(part, at)) {
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), at);
    const auto word = static_cast<std::size_t>(next - starts_.begin()) - 1;
    for (const std::uint32_t row : *rows_[word]) found.insert(row);
    // Once per word is enough.
    at = next == starts_.end() ? vocabulary_.size() : *next;
  }
  return found;
}

}  // namespace kringwerk::materials
