#include "matching/io/changes_file.h"

// As in load_policy_file.cpp: only the report of malformed keys is wanted.
#define TOML_ASSERT(holds) static_cast<void>(0)
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <vector>

#include "base/csv.h"
#include "base/utf8.h"
#include "matching/row_checks.h"

namespace kringwerk::matching {

namespace {

constexpr const char* kFile = "CHANGES.toml";

/// A CSV text as cells, the header first.
struct Cells {
  std::vector<std::string> header{};
  std::vector<std::vector<std::string>> rows{};

  explicit Cells(std::string_view text) {
    CsvReader reader(text);
    while (auto record = reader.next()) {
      if (header.empty()) {
        header = std::move(record->fields);
      } else {
        record->fields.resize(header.size());
        rows.push_back(std::move(record->fields));
      }
    }
  }
  std::string text() const {
    std::string all = line(header);
    for (const auto& row : rows) all += line(row);
    return all;
  }
  std::optional<std::size_t> column(std::string_view name) const {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
  }
  /// outputs.csv is known by its first two columns.
  std::string id_of(const std::vector<std::string>& row) const {
    const auto id = column("id");
    if (id) return row[*id];
    const auto activity = column("activity"), material = column("material");
    return activity && material ? row[*activity] + ";" + row[*material] : "";
  }

 private:
  static std::string line(const std::vector<std::string>& fields) {
    std::string joined;
    for (const std::string& field : fields) joined += (&field == &fields.front() ? "" : ",") + csv_field(field, false);
    return joined + "\n";
  }
};

/// A value as a cell has it; lists are joined with semicolons.
std::string cell_text(const toml::node& node) {
  if (const auto text = node.value<std::string>()) return *text;
  if (const toml::array* list = node.as_array()) {
    std::string joined;
    for (const toml::node& each : *list) joined += (joined.empty() ? "" : ";") + cell_text(each);
    return joined;
  }
  std::ostringstream text;
  if (const auto* number = node.as_floating_point()) {
    text.precision(17);
    text << number->get();
  } else {
    node.visit([&](const auto& value) {
      if constexpr (!toml::is_table<decltype(value)> && !toml::is_array<decltype(value)>) text << value.get();
    });
  }
  return text.str();
}

class Changer {
 public:
  Changer(const toml::table& table, std::map<std::string, std::string>& texts) : table_(table), texts_(texts) {}

  Violations apply() {
    for (const auto& [key, node] : table_) {
      const bool known = key == "add" || key == "remove" || key == "set";
      if (!(known && node.is_array_of_tables()) && !(key == "policy" && node.is_table())) invalid(node);
    }
    each("add", [&](const toml::table& change, Cells& cells) { add(change, cells); });
    each("remove", [&](const toml::table& change, Cells& cells) {
      if (auto row = find(change, cells)) cells.rows.erase(cells.rows.begin() + static_cast<std::ptrdiff_t>(*row));
    });
    each("set", [&](const toml::table& change, Cells& cells) { set(change, cells); });
    change_policy();
    return std::move(found_);
  }

 private:
  static Where where(const toml::node& node) { return {kFile, static_cast<std::int64_t>(node.source().begin.line)}; }
  void invalid(const toml::node& node) { found_.push_back(finding("matching.change_invalid", where(node), "")); }

  template <class Change>
  void each(std::string_view kind, Change change) {
    const toml::array* list = table_.get_as<toml::array>(kind);
    if (list == nullptr) return;
    for (const toml::node& node : *list) {
      const toml::table* entry = node.as_table();
      const auto file = entry == nullptr ? std::nullopt : (*entry)["file"].value<std::string>();
      if (!file) {
        invalid(node);
        continue;
      }
      const auto text = texts_.find(*file + ".csv");
      if (text == texts_.end()) {
        found_.push_back(finding("matching.change_unknown_file", where(node), "", {{"name", *file}}));
        continue;
      }
      Cells cells(text->second);
      change(*entry, cells);
      text->second = cells.text();
    }
  }

  std::optional<std::size_t> column(const toml::node& node, std::string_view name, const Cells& cells) {
    const auto found = cells.column(name);
    if (!found) found_.push_back(finding("matching.change_unknown_column", where(node), name));
    return found;
  }

  void add(const toml::table& change, Cells& cells) {
    const toml::table* row = change.get_as<toml::table>("row");
    if (row == nullptr) return invalid(change);
    std::vector<std::string> fields(cells.header.size());
    for (const auto& [key, value] : *row) {
      if (const auto at = column(value, key.str(), cells)) fields[*at] = cell_text(value);
    }
    cells.rows.push_back(std::move(fields));
  }

  std::optional<std::size_t> find(const toml::table& change, const Cells& cells) {
    const auto id = change["id"].value<std::string>();
    if (!id) {
      invalid(change);
      return std::nullopt;
    }
    for (std::size_t row = 0; row < cells.rows.size(); ++row) {
      if (cells.id_of(cells.rows[row]) == *id) return row;
    }
    found_.push_back(finding("matching.change_unknown_record", where(change), "", {{"id", *id}}));
    return std::nullopt;
  }

  void set(const toml::table& change, Cells& cells) {
    const auto name = change["column"].value<std::string>();
    const toml::node* value = change.get("value");
    if (!name || value == nullptr) return invalid(change);
    const auto row = find(change, cells);
    const auto at = column(change, *name, cells);
    if (row && at) cells.rows[*row][*at] = cell_text(*value);
  }

  void change_policy() {
    const toml::table* changes = table_.get_as<toml::table>("policy");
    const auto text = texts_.find("policy.toml");
    if (changes == nullptr || text == texts_.end()) return;
    toml::table policy = toml::parse(text->second);
    for (const auto& [key, value] : *changes) {
      toml::table entry;
      entry.insert("assumption", true);
      value.visit([&](const auto& held) { entry.insert("value", held); });
      policy.insert_or_assign(key.str(), std::move(entry));
    }
    std::ostringstream written;
    written << policy << '\n';
    text->second = std::move(written).str();
  }

  const toml::table& table_;
  std::map<std::string, std::string>& texts_;
  Violations found_;
};

}  // namespace

Violations apply_changes(std::string_view changes, std::map<std::string, std::string>& texts) {
  if (const auto offset = first_invalid_utf8(changes)) {
    return {finding("matching.utf8_invalid", {kFile, 1}, "", {{"offset", static_cast<std::int64_t>(*offset)}})};
  }
  try {
    const toml::table table = toml::parse(changes, std::string(kFile));
    return Changer(table, texts).apply();
  } catch (const toml::parse_error& error) {
    const auto place = error.source().begin;
    return {
        finding("matching.toml_syntax", {kFile, static_cast<std::int64_t>(place.line)}, std::to_string(place.column))};
  }
}

}  // namespace kringwerk::matching
