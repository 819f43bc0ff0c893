#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The cells of a sheet where they stand, before it is a table.
namespace kringwerk::exchange {

/// Both from 0.
struct CellPlace {
  std::size_t row = 0;
  std::size_t column = 0;
  friend auto operator<=>(const CellPlace&, const CellPlace&) = default;
};
/// "B7" is row 6, column 1; nullopt for what is no such name, and beyond row 1,048,576 or column XFD.
std::optional<CellPlace> read_cell_name(std::string_view name);

/// Both corners inside.
struct CellRange {
  CellPlace first;
  CellPlace last;
};
/// "A1:C2".
std::optional<CellRange> read_cell_range(std::string_view name);

/// Filled cells and merged ranges.
struct SheetGrid {
  std::map<CellPlace, std::string> cells;
  std::vector<CellRange> merged;
};

/// As text between tabs, one line per row of the sheet up to the last one that is filled. White space inside a cell
/// becomes one space. Where the header has merged cells, each of its columns gets the merged words, and a header of
/// several rows becomes one line ("Adres Straat", "Adres Gemeente"), in the place of its last row.
std::string grid_text(SheetGrid grid);

}  // namespace kringwerk::exchange
