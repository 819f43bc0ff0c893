#include "access/policy_table.h"

#include <algorithm>
#include <optional>

#include "access/policy_file.h"
#include "base/ensure.h"

namespace kringwerk::access {

namespace {

using Words = PolicyFile::Words;

/// In the csv the record itself is called so; "*" means "all" there, which no line may say of fields.
Words fields_of(const PolicyFile& file, std::size_t row) {
  Words fields = file.words(row, 1);
  for (std::string& field : fields) {
    if (field == kRecordItself) file.refuse(row, 1, "name the groups of fields one by one");
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
  const PolicyFile file("record_types.csv", csv, {"record", "fields", "visibilities", "states"});
  for (std::size_t row = 0; row < file.size(); ++row) {
    RecordType type{file.at(row, 0), fields_of(file, row), file.words(row, 2), file.words(row, 3)};
    if (type.name.empty() || find_type(type.name) != nullptr) file.refuse(row, 0, "empty or twice");
    if (type.fields.front() != kRecordItself) file.refuse(row, 1, "the record itself comes first");
    if (type.visibilities != Words{"-"}) file.words(row, 2, {"private", "hub", "network", "public"});
    types_.push_back(std::move(type));
  }
}

void PolicyTable::read_lines(std::string_view csv) {
  const PolicyFile file("records.csv", csv, {"record", "fields", "action", "visibility", "state", "who", "why"});
  for (std::size_t row = 0; row < file.size(); ++row) {
    const RecordType* type = find_type(file.at(row, 0));
    if (type == nullptr) file.refuse(row, 0, "unknown word");
    PolicyLine line{type->name,
                    fields_of(file, row),
                    file.values<Action>(row, 2, kActionKeys),
                    file.words(row, 3, type->visibilities),
                    file.words(row, 4, type->states),
                    file.values<Relation>(row, 5, kRelationKeys),
                    file.at(row, 6)};
    for (const std::string& field : line.fields) {
      if (!place_in(type->fields, field)) file.refuse(row, 1, "unknown word " + field);
    }
    if (line.why.empty()) file.refuse(row, 6, "no reason");
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
    ensure(has_line, ("records.csv: no line for " + type.name).c_str());
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
