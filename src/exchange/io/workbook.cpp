#include "exchange/io/workbook.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <pugixml.hpp>
#include <set>

#include "base/text_digits.h"
#include "base/utf8.h"
#include "exchange/sheet.h"
#include "exchange/sheet_grid.h"
#include "exchange/typed_day.h"
#include "text/format.h"

namespace kringwerk::exchange {

namespace {

/// Of one part of the file, unpacked. 20,000 rows of 100 columns need less; a zip bomb needs more.
constexpr std::size_t kMostBytes = 64U << 20U;
constexpr std::int64_t kMostMegabytes = 64;
constexpr int kMostEntries = 2'000;

/// What is wrong with the file, on its way out of nested reading.
struct WorkbookFault {
  Violation violation;
};
[[noreturn]] void fail(std::string_view rule, std::vector<Fact> facts = {}) {
  throw WorkbookFault{{std::string(rule), "", std::move(facts)}};
}

struct CloseZip {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

class Archive {
 public:
  explicit Archive(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (source != nullptr && !archive_) zip_source_free(source);
    zip_error_fini(&error);
    if (!archive_ || zip_get_num_entries(archive_.get(), 0) > kMostEntries) fail("exchange.not_a_workbook");
  }

  bool has(const std::string& name) const { return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0; }

  /// Stops at the limit however small the file says it is.
  std::string content(const std::string& name) const {
    const std::unique_ptr<zip_file_t, CloseEntry> entry(zip_fopen(archive_.get(), name.c_str(), 0));
    if (!entry) fail("exchange.not_a_workbook");
    std::string content;
    std::array<char, 1U << 16U> part{};
    for (;;) {
      const auto read = zip_fread(entry.get(), part.data(), part.size());
      if (read < 0) fail("exchange.not_a_workbook");
      if (read == 0) return content;
      content.append(part.data(), static_cast<std::size_t>(read));
      if (content.size() > kMostBytes) fail("exchange.workbook_too_large", {{"most", kMostMegabytes}});
    }
  }

  /// pugixml knows no document type with entities, fetches nothing and opens no file here.
  pugi::xml_document xml(const std::string& name) const {
    const std::string text = content(name);
    pugi::xml_document document;
    const auto result = document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!result) fail("exchange.not_a_workbook");
    return document;
  }

 private:
  std::unique_ptr<zip_t, CloseZip> archive_;
};

/// The name of an element without its namespace's prefix.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([&](const pugi::xml_node& one) { return local_name(one) == name; });
}

std::vector<pugi::xml_node> children(const pugi::xml_node& node, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (const pugi::xml_node& one : node.children())
    if (local_name(one) == name) found.push_back(one);
  return found;
}

/// Plain text, or runs of it; how Japanese is pronounced is left out.
std::string rich_text(const pugi::xml_node& node) {
  std::string text = child(node, "t").text().as_string();
  for (const pugi::xml_node& run : children(node, "r")) text += child(run, "t").text().as_string();
  return text;
}

struct SheetName {
  std::string name;
  std::string file;
  bool is_shown = true;
};

std::string attribute(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_attribute& one : node.attributes()) {
    const std::string_view name = one.name();
    const auto colon = name.find(':');
    if ((colon == std::string_view::npos ? name : name.substr(colon + 1)) == local) return one.value();
  }
  return {};
}

std::string relation_id(const pugi::xml_node& node) {
  for (const pugi::xml_attribute& one : node.attributes())
    if (std::string_view(one.name()).ends_with(":id")) return one.value();
  return {};
}

struct Workbook {
  std::vector<SheetName> sheets;
  bool counts_from_1904 = false;
};

Workbook read_contents(const Archive& archive) {
  const pugi::xml_document relations = archive.xml("xl/_rels/workbook.xml.rels");
  std::vector<std::pair<std::string, std::string>> targets;
  for (const pugi::xml_node& relation : children(relations.document_element(), "Relationship")) {
    std::string target = attribute(relation, "Target");
    target.starts_with("/") ? target.erase(0, 1) : target.insert(0, "xl/");
    targets.emplace_back(attribute(relation, "Id"), std::move(target));
  }
  const pugi::xml_document document = archive.xml("xl/workbook.xml");
  Workbook workbook;
  const std::string base = attribute(child(document.document_element(), "workbookPr"), "date1904");
  workbook.counts_from_1904 = base == "1" || base == "true";
  for (const pugi::xml_node& sheet : children(child(document.document_element(), "sheets"), "sheet")) {
    const std::string id = relation_id(sheet);
    const auto target = std::find_if(targets.begin(), targets.end(), [&](const auto& one) { return one.first == id; });
    const std::string state = attribute(sheet, "state");
    if (target != targets.end())
      workbook.sheets.push_back({attribute(sheet, "name"), target->second, state.empty() || state == "visible"});
  }
  if (workbook.sheets.empty()) fail("exchange.not_a_workbook");
  return workbook;
}

const SheetName& choose_sheet(const Workbook& workbook, std::string_view wanted) {
  const auto& sheets = workbook.sheets;
  if (wanted.empty()) {
    const auto shown = std::find_if(sheets.begin(), sheets.end(), [](const SheetName& one) { return one.is_shown; });
    return shown == sheets.end() ? sheets.front() : *shown;
  }
  for (const SheetName& sheet : sheets)
    if (text::folded(sheet.name) == text::folded(wanted)) return sheet;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
  if (error == std::errc{} && end == wanted.data() + wanted.size() && number >= 1 && number <= sheets.size())
    return sheets[number - 1];
  std::string names;
  for (const SheetName& sheet : sheets) names += (names.empty() ? "" : ", ") + sheet.name;
  fail("exchange.sheet_missing", {{"sheet", std::string(wanted)}, {"sheets", names}});
}

std::vector<std::string> read_shared_strings(const Archive& archive) {
  std::vector<std::string> strings;
  if (!archive.has("xl/sharedStrings.xml")) return strings;
  const pugi::xml_document document = archive.xml("xl/sharedStrings.xml");
  for (const pugi::xml_node& item : children(document.document_element(), "si")) strings.push_back(rich_text(item));
  return strings;
}

/// Whether a number format shows a day: d, m or y outside quotes and brackets.
bool shows_day(std::string_view format) {
  bool is_quoted = false;
  bool is_bracketed = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '"') is_quoted = !is_quoted;
    if (c == '[') is_bracketed = true;
    if (c == ']') is_bracketed = false;
    if (c == '\\') ++i;
    if (is_quoted || is_bracketed || c == '\\') continue;
    if (c == 'd' || c == 'D' || c == 'y' || c == 'Y' || c == 'j' || c == 'J') return true;
  }
  return false;
}

/// By number of the cell's style.
std::vector<bool> read_day_styles(const Archive& archive) {
  // Built-in formats that show a day; source: ECMA-376 part 1, 18.8.30.
  std::set<int> day_formats{14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58};
  std::vector<bool> styles;
  if (!archive.has("xl/styles.xml")) return styles;
  const pugi::xml_document document = archive.xml("xl/styles.xml");
  for (const pugi::xml_node& format : children(child(document.document_element(), "numFmts"), "numFmt"))
    if (shows_day(attribute(format, "formatCode"))) day_formats.insert(format.attribute("numFmtId").as_int());
  for (const pugi::xml_node& style : children(child(document.document_element(), "cellXfs"), "xf"))
    styles.push_back(day_formats.contains(style.attribute("numFmtId").as_int()));
  return styles;
}

struct CellReader {
  std::vector<std::string> strings;
  std::vector<bool> day_styles;
  bool counts_from_1904 = false;

  /// Fifteen digits, as a spreadsheet shows; 0.1 + 0.2 is 0,3.
  static std::string number_text(double number) {
    constexpr int kDigits = 15;
    std::array<char, 64> digits{};
    // Numbers of enterprises and postcodes are whole; they must not get an exponent.
    constexpr double kLargestPlain = 1e15;
    const bool is_whole =
        number == static_cast<double>(static_cast<std::int64_t>(std::clamp(number, -kLargestPlain, kLargestPlain)));
    const auto end =
        is_whole
            ? std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::int64_t>(number)).ptr
            : std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::general, kDigits)
                  .ptr;
    std::string text(digits.data(), end);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
  }

  std::string number_or_day(std::string_view typed, const pugi::xml_node& cell) const {
    constexpr double kDaysTo1904 = 1462;
    double number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (error != std::errc{} || end != typed.data() + typed.size()) return std::string(typed);
    const auto style = cell.attribute("s").as_uint();
    if (style < day_styles.size() && day_styles[style]) {
      if (const auto day = day_of_serial(number + (counts_from_1904 ? kDaysTo1904 : 0))) return day_text(*day);
    }
    return number_text(number);
  }

  std::string text(const pugi::xml_node& cell) const {
    const std::string_view type = cell.attribute("t").as_string("n");
    const std::string value = child(cell, "v").text().as_string();
    if (type == "inlineStr") return rich_text(child(cell, "is"));
    if (type == "e") return {};
    if (type == "s") {
      const auto place = child(cell, "v").text().as_uint(~0U);
      return place < strings.size() ? strings[place] : std::string();
    }
    if (type == "b") return value == "1" ? "1" : "0";
    return type == "n" ? number_or_day(value, cell) : value;
  }
};

SheetGrid read_grid(const pugi::xml_node& sheet, const CellReader& reader) {
  SheetGrid grid;
  std::size_t next_row = 0;
  for (const pugi::xml_node& row : children(child(sheet, "sheetData"), "row")) {
    const auto number = row.attribute("r").as_ullong(next_row + 1);
    if (number == 0) fail("exchange.not_a_workbook");
    next_row = number;
    std::size_t column = 0;
    std::size_t filled = 0;
    for (const pugi::xml_node& cell : children(row, "c")) {
      if (const auto place = read_cell_name(cell.attribute("r").as_string())) column = place->column;
      std::string text = reader.text(cell);
      if (first_invalid_utf8(text)) fail("exchange.not_a_workbook");
      if (!text.empty()) {
        if (column >= kMostColumns) fail("exchange.too_many_columns", {{"most", std::int64_t{kMostColumns}}});
        grid.cells[{next_row - 1, column}] = std::move(text);
        ++filled;
      }
      ++column;
    }
    // Room for titles, notes and blank lines; read_sheet counts the rows themselves.
    if (filled > 0 && next_row > 2 * kMostRows) fail("exchange.too_many_rows", {{"most", std::int64_t{kMostRows}}});
  }
  for (const pugi::xml_node& merged : children(child(sheet, "mergeCells"), "mergeCell"))
    if (const auto range = read_cell_range(merged.attribute("ref").as_string())) grid.merged.push_back(*range);
  return grid;
}

}  // namespace

bool is_workbook(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04");
}

Result<WorkbookSheet> read_workbook(std::string_view bytes, std::string_view sheet) {
  try {
    const Archive archive(bytes);
    const Workbook workbook = read_contents(archive);
    const SheetName& chosen = choose_sheet(workbook, sheet);
    const CellReader reader{read_shared_strings(archive), read_day_styles(archive), workbook.counts_from_1904};
    const pugi::xml_document document = archive.xml(chosen.file);
    WorkbookSheet read{grid_text(read_grid(document.document_element(), reader)), {}};
    for (const SheetName& other : workbook.sheets)
      if (&other != &chosen) read.other_sheets.push_back(other.name);
    return read;
  } catch (const WorkbookFault& fault) {
    return Invalid{{fault.violation}};
  }
}

}  // namespace kringwerk::exchange
