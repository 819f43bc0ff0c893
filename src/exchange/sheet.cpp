#include "exchange/sheet.h"

#include <algorithm>

#include "base/csv.h"

namespace kringwerk::exchange {

namespace {

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const auto first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpaces) - first + 1));
}

std::string_view first_line(std::string_view text) {
  const auto begin = text.find_first_not_of("\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_first_of("\r\n", begin) - begin);
}

std::size_t filled(const std::vector<std::string>& cells) {
  return static_cast<std::size_t>(
      std::count_if(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); }));
}

/// Lines and tabs only: a quote is a letter like any other.
std::vector<SheetRow> split_plainly(std::string_view text) {
  std::vector<SheetRow> rows;
  std::size_t line = 1;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    SheetRow row{line++, {}};
    std::string_view rest = text.substr(0, end);
    for (;;) {
      const auto tab = rest.find('\t');
      row.cells.push_back(trimmed(rest.substr(0, tab)));
      if (tab == std::string_view::npos) break;
      rest.remove_prefix(tab + 1);
    }
    rows.push_back(std::move(row));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return rows;
}

/// What parts the columns of one line; 0 when nothing does.
char delimiter_of(std::string_view line) {
  bool is_quoted = false;
  std::size_t tabs = 0;
  std::size_t semicolons = 0;
  std::size_t commas = 0;
  for (const char c : line) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    tabs += c == '\t' ? 1U : 0U;
    semicolons += c == ';' ? 1U : 0U;
    commas += c == ',' ? 1U : 0U;
  }
  if (tabs > 0) return '\t';
  if (commas > semicolons) return ',';
  return semicolons > 0 ? ';' : '\0';
}

Result<std::vector<SheetRow>> split(std::string_view text) {
  const char delimiter = guess_delimiter(text);
  CsvReader reader(text, delimiter);
  std::vector<SheetRow> rows;
  while (auto record = reader.next()) {
    SheetRow row{record->line, {}};
    for (const std::string& field : record->fields) row.cells.push_back(trimmed(field));
    rows.push_back(std::move(row));
  }
  if (!reader.error()) return rows;
  if (delimiter == '\t') return split_plainly(text);
  const CsvPlace place = reader.error()->place;
  return Invalid{{Violation{
      "exchange.malformed",
      "",
      {{"line", static_cast<std::int64_t>(place.line)}, {"column", static_cast<std::int64_t>(place.column)}}}}};
}

Invalid too_many(const char* rule, std::size_t most) {
  return Invalid{{Violation{rule, "", {{"most", static_cast<std::int64_t>(most)}}}}};
}

}  // namespace

char guess_delimiter(std::string_view text) {
  // A title above the table parts nothing; a tab is never a part of words.
  constexpr int kLinesLookedAt = 5;
  char guess = 0;
  for (int line = 0; line < kLinesLookedAt && !text.empty(); ++line) {
    const std::string_view first = first_line(text);
    if (first.empty()) break;
    const char parts = delimiter_of(first);
    if (parts == '\t') return parts;
    if (guess == 0) guess = parts;
    text.remove_prefix(static_cast<std::size_t>(first.data() + first.size() - text.data()));
  }
  return guess == 0 ? ';' : guess;
}

Result<Sheet> read_sheet(std::string_view text) {
  auto split_rows = split(text);
  if (!split_rows) return split_rows.error();
  std::vector<SheetRow>& rows = *split_rows;
  std::erase_if(rows, [](const SheetRow& row) { return filled(row.cells) == 0; });
  if (rows.empty()) return Invalid{{Violation{"exchange.nothing_given", "", {}}}};
  auto header = std::find_if(rows.begin(), rows.end(), [](const SheetRow& row) { return filled(row.cells) >= 2; });
  if (header == rows.end()) header = rows.begin();
  Sheet sheet{std::move(header->cells), {}};
  rows.erase(rows.begin(), header + 1);
  if (rows.size() > kMostRows) return too_many("exchange.too_many_rows", kMostRows);
  std::size_t columns = sheet.header.size();
  for (SheetRow& row : rows) {
    while (row.cells.size() > sheet.header.size() && row.cells.back().empty()) row.cells.pop_back();
    columns = std::max(columns, row.cells.size());
  }
  if (columns > kMostColumns) return too_many("exchange.too_many_columns", kMostColumns);
  sheet.header.resize(columns);
  for (SheetRow& row : rows) row.cells.resize(columns);
  sheet.rows = std::move(rows);
  return sheet;
}

}  // namespace kringwerk::exchange
