#include "exchange/sheet_grid.h"

#include <algorithm>
#include <charconv>

namespace kringwerk::exchange {

namespace {

constexpr std::size_t kMostSheetRows = 1'048'576;
constexpr std::size_t kMostSheetColumns = 16'384;
/// A header is not taken to be deeper than this.
constexpr std::size_t kDeepestHeader = 4;

/// The first row with two filled cells, as in read_sheet.
std::optional<std::size_t> header_row(const SheetGrid& grid) {
  std::map<std::size_t, std::size_t> filled;
  for (const auto& [place, text] : grid.cells) {
    if (!text.empty() && ++filled[place.row] == 2) return place.row;
  }
  return std::nullopt;
}

std::size_t last_header_row(const SheetGrid& grid, std::size_t first) {
  std::size_t last = first;
  for (const CellRange& range : grid.merged)
    if (range.first.row == first) last = std::max(last, range.last.row);
  return std::min(last, first + kDeepestHeader - 1);
}

/// The merged words stand in each column of their range, in its first row.
void spread_merged(SheetGrid& grid, std::size_t first, std::size_t last) {
  for (const CellRange& range : grid.merged) {
    if (range.first.row < first || range.first.row > last) continue;
    const auto source = grid.cells.find(range.first);
    if (source == grid.cells.end()) continue;
    const std::string words = source->second;
    const std::size_t end = std::min(range.last.column, range.first.column + kMostSheetColumns);
    for (std::size_t column = range.first.column + 1; column <= end; ++column)
      grid.cells.try_emplace({range.first.row, column}, words);
  }
}

void join_header(SheetGrid& grid) {
  const auto first = header_row(grid);
  if (!first) return;
  const std::size_t last = last_header_row(grid, *first);
  spread_merged(grid, *first, last);
  for (std::size_t row = *first; row < last; ++row) {
    auto cell = grid.cells.lower_bound({row, 0});
    while (cell != grid.cells.end() && cell->first.row == row) {
      std::string& below = grid.cells[{row + 1, cell->first.column}];
      if (below.empty())
        below = cell->second;
      else if (!cell->second.empty() && below != cell->second)
        below.insert(0, cell->second + " ");
      cell = grid.cells.erase(cell);
    }
  }
}

std::string one_cell(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool is_space = c == '\t' || c == '\n' || c == '\r' || c == ' ';
    if (!is_space)
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  // A quote at the beginning would be read as the beginning of a quoted field.
  if (result.find('"') == std::string::npos) return result;
  std::string quoted = "\"";
  for (const char c : result) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::optional<CellPlace> read_cell_name(std::string_view name) {
  CellPlace place;
  std::size_t at = 0;
  while (at < name.size() && name[at] >= 'A' && name[at] <= 'Z' && place.column <= kMostSheetColumns) {
    constexpr std::size_t kLetters = 26;
    place.column = place.column * kLetters + static_cast<std::size_t>(name[at] - 'A') + 1;
    ++at;
  }
  const auto [end, error] = std::from_chars(name.data() + at, name.data() + name.size(), place.row);
  const bool is_whole = error == std::errc{} && end == name.data() + name.size();
  if (!is_whole || place.column == 0 || place.column > kMostSheetColumns) return std::nullopt;
  if (place.row == 0 || place.row > kMostSheetRows) return std::nullopt;
  return CellPlace{place.row - 1, place.column - 1};
}

std::optional<CellRange> read_cell_range(std::string_view name) {
  const auto colon = name.find(':');
  const auto first = read_cell_name(name.substr(0, colon));
  if (colon == std::string_view::npos) return first ? std::optional<CellRange>{{*first, *first}} : std::nullopt;
  const auto last = read_cell_name(name.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return std::nullopt;
  return CellRange{*first, *last};
}

std::string grid_text(SheetGrid grid) {
  join_header(grid);
  std::string text;
  CellPlace at;
  for (const auto& [place, cell] : grid.cells) {
    if (cell.empty()) continue;
    for (; at.row < place.row; ++at.row, at.column = 0) text += '\n';
    for (; at.column < place.column; ++at.column) text += '\t';
    text += one_cell(cell);
  }
  return text.empty() ? text : text + "\n";
}

}  // namespace kringwerk::exchange
