#include "access/policy_table.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "base/csv_table.h"
#include "base/ensure.h"

namespace kringwerk::access {

namespace {

using Words = std::vector<std::string>;

/// Where a word stands, for the message.
struct Place {
  std::string_view file;
  std::size_t line = 0;
  std::string_view column;
};

[[noreturn]] void refuse(const Place& place, const std::string& what) {
  throw BrokenInvariant(std::string(place.file) + ":" + std::to_string(place.line) + ": " + std::string(place.column) +
                        ": " + what);
}

CsvTable read_csv(std::string_view file, std::string_view text, const std::vector<std::string_view>& columns) {
  auto table = CsvTable::read(file, text, columns);
  if (!table) refuse({file, 0, "table"}, "not a table with the expected columns");
  return std::move(*table);
}

Words split(const Place& place, std::string_view list) {
  Words words;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find('|', start), list.size());
    std::string word(list.substr(start, end - start));
    if (word.empty()) refuse(place, "an empty word");
    if (std::find(words.begin(), words.end(), word) != words.end()) refuse(place, "twice " + word);
    words.push_back(std::move(word));
    start = end + 1;
  }
  return words;
}

/// The words of a list, "*" for all `known` ones.
Words known_words(const Place& place, std::string_view list, const Words& known) {
  if (list == "*") return known;
  Words words = split(place, list);
  for (const std::string& word : words) {
    if (std::find(known.begin(), known.end(), word) == known.end()) refuse(place, "unknown word " + word);
  }
  return words;
}

template <class Enum, std::size_t N>
std::vector<Enum> known_values(const Place& place, std::string_view list, const std::array<std::string_view, N>& keys) {
  std::vector<Enum> values;
  for (const std::string& word : split(place, list)) {
    const auto* const found = std::find(keys.begin(), keys.end(), word);
    if (found == keys.end()) refuse(place, "unknown word " + word);
    values.push_back(static_cast<Enum>(found - keys.begin()));
  }
  return values;
}

/// In the csv the record itself is called so; "*" means "all" there, which no line may say of fields.
Words fields_of(const Place& place, std::string_view list) {
  Words fields = split(place, list);
  for (std::string& field : fields) {
    if (field == kRecordItself) refuse(place, "name the groups of fields one by one");
    if (field == "record") field = kRecordItself;
  }
  return fields;
}

std::optional<std::size_t> place_in(const Words& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<std::size_t>(found - words.begin());
}

std::size_t cell_index(const RecordType& type, std::size_t field, Action action, std::size_t visibility,
                       std::size_t state) {
  return ((field * kActionKeys.size() + static_cast<std::size_t>(action)) * type.visibilities.size() + visibility) *
             type.states.size() +
         state;
}

}  // namespace

PolicyTable PolicyTable::read(std::string_view record_types_csv, std::string_view records_csv) {
  PolicyTable table;
  table.read_types(record_types_csv);
  table.read_lines(records_csv);
  table.compile();
  return table;
}

void PolicyTable::read_types(std::string_view csv) {
  constexpr std::string_view kFile = "record_types.csv";
  static const Words kVisibilities{"private", "hub", "network", "public", "-"};
  const CsvTable table = read_csv(kFile, csv, {"record", "fields", "visibilities", "states"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto place = [&](std::string_view column) { return Place{kFile, table.line(row), column}; };
    RecordType type{table.at(row, 0), fields_of(place("fields"), table.at(row, 1)),
                    known_words(place("visibilities"), table.at(row, 2), kVisibilities),
                    split(place("states"), table.at(row, 3))};
    if (type.name.empty() || find_type(type.name) != nullptr) refuse(place("record"), "empty or twice");
    if (type.fields.front() != kRecordItself) refuse(place("fields"), "the record itself comes first");
    types_.push_back(std::move(type));
  }
}

void PolicyTable::read_lines(std::string_view csv) {
  constexpr std::string_view kFile = "records.csv";
  const CsvTable table = read_csv(kFile, csv, {"record", "fields", "action", "visibility", "state", "who", "why"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto place = [&](std::string_view column) { return Place{kFile, table.line(row), column}; };
    const RecordType* type = find_type(table.at(row, 0));
    if (type == nullptr) refuse(place("record"), "unknown word " + table.at(row, 0));
    PolicyLine line{type->name,
                    fields_of(place("fields"), table.at(row, 1)),
                    known_values<Action>(place("action"), table.at(row, 2), kActionKeys),
                    known_words(place("visibility"), table.at(row, 3), type->visibilities),
                    known_words(place("state"), table.at(row, 4), type->states),
                    known_values<Relation>(place("who"), table.at(row, 5), kRelationKeys),
                    table.at(row, 6)};
    for (const std::string& field : line.fields) {
      if (!place_in(type->fields, field)) refuse(place("fields"), "unknown word " + field);
    }
    if (line.why.empty()) refuse(place("why"), "no reason");
    lines_.push_back(std::move(line));
  }
}

void PolicyTable::compile() {
  for (const RecordType& type : types_) {
    std::vector<RelationSet>& cells = cells_.emplace_back(
        type.fields.size() * kActionKeys.size() * type.visibilities.size() * type.states.size(), RelationSet{0});
    bool has_line = false;
    for (const PolicyLine& line : lines_) {
      if (line.record != type.name) continue;
      has_line = true;
      RelationSet who = 0;
      for (const Relation relation : line.who) who |= bit_of(relation);
      for (const std::string& field : line.fields) {
        for (const Action action : line.actions) {
          for (const std::string& visibility : line.visibilities) {
            for (const std::string& state : line.states) {
              cells[cell_index(type, *place_in(type.fields, field), action, *place_in(type.visibilities, visibility),
                               *place_in(type.states, state))] |= who;
            }
          }
        }
      }
    }
    if (!has_line) refuse({"records.csv", 0, "record"}, "no line for " + type.name);
  }
}

const RecordType* PolicyTable::find_type(std::string_view name) const {
  const auto found =
      std::find_if(types_.begin(), types_.end(), [&](const RecordType& type) { return type.name == name; });
  return found == types_.end() ? nullptr : &*found;
}

RelationSet PolicyTable::allowed(const PolicyCell& cell) const {
  const RecordType* type = find_type(cell.record);
  if (type == nullptr) return 0;
  const auto field = place_in(type->fields, cell.field);
  const auto visibility = place_in(type->visibilities, cell.visibility);
  const auto state = place_in(type->states, cell.state);
  if (!field || !visibility || !state) return 0;
  const auto& cells = cells_[static_cast<std::size_t>(type - types_.data())];
  return cells[cell_index(*type, *field, cell.action, *visibility, *state)];
}

const PolicyTable& policy_table() {
  static const PolicyTable kTable = PolicyTable::read(policy_files::record_types(), policy_files::records());
  return kTable;
}

std::span<const PolicyLine> policy_lines() {
  return policy_table().lines();
}

}  // namespace kringwerk::access
