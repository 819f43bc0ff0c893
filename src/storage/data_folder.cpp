#include "storage/data_folder.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace kringwerk::storage {

namespace {

std::string described(const Violation& violation) {
  std::string text = violation.rule;
  for (const Fact& fact : violation.facts) {
    if (const auto* word = std::get_if<std::string>(&fact.value)) text += " " + fact.name + "=" + *word;
    if (const auto* number = std::get_if<std::int64_t>(&fact.value))
      text += " " + fact.name + "=" + std::to_string(*number);
  }
  return text;
}

}  // namespace

CsvTable DataFolder::table(std::string_view name, const std::vector<std::string_view>& columns) const {
  auto table = CsvTable::read(name, text(name), columns);
  if (table) return std::move(*table);
  std::string message = "shipped data:";
  for (const Violation& violation : std::get<Invalid>(table.error()).violations)
    message += "\n  " + described(violation);
  throw std::runtime_error(message);
}

bool DataFolder::has(std::string_view name) const {
  return std::filesystem::exists(root_ / name);
}

std::string DataFolder::text(std::string_view name) const {
  std::ifstream file(root_ / name, std::ios::binary);
  if (!file) throw std::runtime_error("shipped data: cannot read " + (root_ / name).string());
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace kringwerk::storage
