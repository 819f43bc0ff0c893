#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kringwerk {

/// One typed fact of a finding, shown in the reader's language and number format by the edge.
/// Names are the placeholders of the rule's text in the catalogues: {longest}, {found}, …
struct Fact {
  std::string name;
  std::variant<std::int64_t, double, std::string> value;
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// One finding of a rule. Never a sentence: the words stand in locales/*/<module>.po under the rule id,
/// the reasons in docs/rules/<rule>.md.
struct Violation {
  std::string rule;         ///< "materials.amount_not_positive"
  std::string field;        ///< form or column name; empty when the finding concerns the whole record
  std::vector<Fact> facts;  ///< in the order of the placeholders
  friend bool operator==(const Violation&, const Violation&) = default;
};

/// All findings, never only the first.
using Violations = std::vector<Violation>;

/// Appends `more` to `all`.
inline void append(Violations& all, Violations more) {
  for (Violation& violation : more) all.push_back(std::move(violation));
}

}  // namespace kringwerk
