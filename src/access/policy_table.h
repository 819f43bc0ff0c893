#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"

/// The policy as it was read: its lines, and the same compiled for quick answers.
namespace kringwerk::access {

/// What a record of a type can be: its groups of fields, visibilities and states. A type without visibilities or
/// states has the one word "-".
struct RecordType {
  std::string name;
  std::vector<std::string> fields;
  std::vector<std::string> visibilities;
  std::vector<std::string> states;
};

/// Relations that allow one thing, bit n for Relation n.
using RelationSet = std::uint32_t;
constexpr RelationSet bit_of(Relation relation) {
  return RelationSet{1} << static_cast<unsigned>(relation);
}

/// One question to the table, in words.
struct PolicyCell {
  std::string_view record;
  std::string_view field;
  Action action = Action::read;
  std::string_view visibility;
  std::string_view state;
};

class PolicyTable {
 public:
  /// Reads both tables. Throws BrokenInvariant with file and line at the first word that is not known, an empty or
  /// doubled word, and a record type without a line: a policy that is not understood whole is not used at all.
  static PolicyTable read(std::string_view record_types_csv, std::string_view records_csv);

  const std::vector<RecordType>& types() const { return types_; }
  const RecordType* find_type(std::string_view name) const;
  const std::vector<PolicyLine>& lines() const { return lines_; }
  /// Who may; empty for words that the table does not know.
  RelationSet allowed(const PolicyCell& cell) const;

 private:
  void read_types(std::string_view csv);
  void read_lines(std::string_view csv);
  void compile();

  std::vector<RecordType> types_;
  std::vector<std::vector<RelationSet>> cells_;  // by type, then field, action, visibility, state
  std::vector<PolicyLine> lines_;
};

/// The program's own, read once, at the first call.
const PolicyTable& policy_table();

namespace policy_files {
/// The texts of src/access/policy/*.csv, compiled in.
std::string_view record_types();
std::string_view records();
std::string_view routes();
}  // namespace policy_files

}  // namespace kringwerk::access
