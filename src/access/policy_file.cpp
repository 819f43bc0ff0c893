#include "access/policy_file.h"

#include "base/ensure.h"

namespace kringwerk::access {

namespace {

CsvTable read_table(std::string_view name, std::string_view text, const std::vector<std::string_view>& columns) {
  auto table = CsvTable::read(name, text, columns);
  if (!table) throw BrokenInvariant(std::string(name) + ": not a table with the expected columns");
  return std::move(*table);
}

}  // namespace

PolicyFile::PolicyFile(std::string_view name, std::string_view text, std::vector<std::string_view> columns)
    : name_(name), columns_(std::move(columns)), table_(read_table(name, text, columns_)) {}

void PolicyFile::refuse(std::size_t row, std::size_t column, std::string_view what) const {
  throw BrokenInvariant(name_ + ":" + std::to_string(table_.line(row)) + ": " + std::string(columns_[column]) + ": " +
                        std::string(what));
}

PolicyFile::Words PolicyFile::words(std::size_t row, std::size_t column) const {
  const std::string& list = at(row, column);
  Words words;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find('|', start), list.size());
    std::string word = list.substr(start, end - start);
    if (word.empty()) refuse(row, column, "an empty word");
    if (std::find(words.begin(), words.end(), word) != words.end()) refuse(row, column, "twice " + word);
    words.push_back(std::move(word));
    start = end + 1;
  }
  return words;
}

PolicyFile::Words PolicyFile::words(std::size_t row, std::size_t column, const Words& known) const {
  if (at(row, column) == "*") return known;
  Words found = words(row, column);
  for (const std::string& word : found) {
    if (std::find(known.begin(), known.end(), word) == known.end()) refuse(row, column, "unknown word " + word);
  }
  return found;
}

}  // namespace kringwerk::access
