#include "exchange/import_plan.h"

#include <algorithm>
#include <charconv>

#include "base/csv.h"
#include "base/id.h"

namespace kringwerk::exchange {

std::string choices_text(const RowChoices& choices) {
  std::string text;
  for (const auto& [line, chosen] : choices) {
    if (chosen.choice == RowChoice::undecided) continue;
    text += std::to_string(line) + ',' + std::string(kRowChoiceKeys[static_cast<std::size_t>(chosen.choice)]);
    if (chosen.target != 0) text += ',' + id_text(chosen.target);
    text += '\n';
  }
  return text;
}

RowChoices read_choices(std::string_view text) {
  RowChoices choices;
  CsvReader reader(text);
  while (const auto record = reader.next()) {
    const auto& fields = record->fields;
    std::size_t line = 0;
    const auto [end, error] = std::from_chars(fields[0].data(), fields[0].data() + fields[0].size(), line);
    if (error != std::errc{} || end != fields[0].data() + fields[0].size() || fields.size() < 2) continue;
    const auto key = std::find(kRowChoiceKeys.begin(), kRowChoiceKeys.end(), fields[1]);
    if (key == kRowChoiceKeys.end()) continue;
    ChosenStep chosen{static_cast<RowChoice>(key - kRowChoiceKeys.begin()), 0};
    if (fields.size() > 2) chosen.target = parse_id_text(fields[2]).value_or(0);
    choices[line] = chosen;
  }
  return choices;
}

PlanCounts count(const std::vector<PlannedRow>& rows) {
  PlanCounts counts;
  for (const PlannedRow& row : rows) ++counts.by_step[static_cast<std::size_t>(row.step)];
  return counts;
}

ChosenStep step_for(const std::vector<Candidate>& candidates, const ChosenStep& chosen) {
  const auto is_candidate = [&](std::int64_t id) {
    return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& one) { return one.id == id; });
  };
  if (chosen.choice == RowChoice::merge && is_candidate(chosen.target)) return chosen;
  if (chosen.choice == RowChoice::create || chosen.choice == RowChoice::skip) return {chosen.choice, 0};
  if (candidates.empty()) return {RowChoice::create, 0};
  if (candidates.front().is_same) return {RowChoice::merge, candidates.front().id};
  return {RowChoice::undecided, 0};
}

}  // namespace kringwerk::exchange
