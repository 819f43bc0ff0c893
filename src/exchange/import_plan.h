#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/violation.h"

/// What will become of each row of a table.
namespace kringwerk::exchange {

enum class RowStep {
  create,  ///< a new record
  change,  ///< a record that is there gets other facts
  same,    ///< a record that is there, and says the same
  held,    ///< may be a record that is there, or somebody chose to leave it out: not brought in
  faulty,  ///< not brought in; the findings say why
};
inline constexpr std::array<std::string_view, 5> kRowStepKeys{"create", "change", "same", "held", "faulty"};

/// A record that a row may be.
struct Candidate {
  std::int64_t id = 0;
  std::string name;
  std::string_view how;  ///< text "exchange.alike.HOW"
  bool is_same = false;  ///< no doubt: brought together without asking
};

/// What somebody decided about a row that looks like a record.
enum class RowChoice { undecided, create, merge, skip };
inline constexpr std::array<std::string_view, 4> kRowChoiceKeys{"undecided", "create", "merge", "skip"};
struct ChosenStep {
  RowChoice choice = RowChoice::undecided;
  std::int64_t target = 0;  ///< of a merge
  friend bool operator==(const ChosenStep&, const ChosenStep&) = default;
};
/// By line of the file.
using RowChoices = std::map<std::size_t, ChosenStep>;

std::string choices_text(const RowChoices& choices);
/// Lines that choices_text did not write are passed over.
RowChoices read_choices(std::string_view text);

struct PlannedRow {
  std::size_t line = 0;
  RowStep step = RowStep::faulty;
  std::string title;
  Violations findings;
  std::vector<Candidate> candidates;
  ChosenStep chosen;
  std::int64_t target = 0;  ///< the record of change and same
};

struct PlanCounts {
  std::array<std::int64_t, kRowStepKeys.size()> by_step{};
  std::int64_t of(RowStep step) const { return by_step[static_cast<std::size_t>(step)]; }
};
PlanCounts count(const std::vector<PlannedRow>& rows);

/// What an undecided row that looks like these becomes: the same enterprise number is the same organisation (merge);
/// every other likeness is held back until somebody decides. Create when there are none.
ChosenStep step_for(const std::vector<Candidate>& candidates, const ChosenStep& chosen);

}  // namespace kringwerk::exchange
