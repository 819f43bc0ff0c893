#include "matching/io/text_columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "base/utf8.h"

namespace kringwerk::matching {

std::string rounded_text(double value, int decimals) {
  std::array<char, 400> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  const std::string_view shown = text.data();
  const bool is_nothing = shown.find_first_not_of("-0.") == std::string_view::npos;
  return std::string(is_nothing && shown.starts_with('-') ? shown.substr(1) : shown);
}

std::string full_number(double value) {
  if (!std::isfinite(value)) return "null";
  std::array<char, 40> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

std::string text_columns(const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) return "";
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], utf8_length(row[i]));
  }
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      text += std::string(widths[i] - utf8_length(row[i]), ' ') + row[i] + "  ";
    }
    text += row.back() + "\n";
  }
  return text;
}

}  // namespace kringwerk::matching
