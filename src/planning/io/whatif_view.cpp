#include "planning/io/whatif_view.h"

#include <algorithm>
#include <cmath>

#include "matching/nth.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::planning {

namespace {

using matching::Kilograms;
using matching::nth;

constexpr double kThousand = 1000;
constexpr double kSmallTonnes = 10;

std::string euros(const NameWords& words, double value) {
  return words.format("whatif.euros", {{"value", text::number(words.language(), value, 0)}});
}

/// With its sign, as differences are read; never "+0".
std::string with_sign(const NameWords& words, double value, int decimals) {
  const std::string number = text::number(words.language(), value, decimals);
  return value > 0 && number != text::number(words.language(), 0.0, decimals) ? "+" + number : number;
}

std::string signed_euros(const NameWords& words, double value) {
  return words.format("whatif.euros", {{"value", with_sign(words, value, 0)}});
}

std::string between(const NameWords& words, const std::string& low, const std::string& high) {
  return low == high ? low : words.format("whatif.between", {{"low", low}, {"high", high}});
}

struct Figure {
  const char* id;
  double before;
  double after;
  int decimals = 0;
};

FigureLine line_of(const NameWords& words, const Figure& figure) {
  const std::string unit = std::string("whatif.unit.") + figure.id;
  const auto said = [&](const std::string& number) { return words.format(unit, {{"value", number}}); };
  return {words.get(std::string("whatif.figure.") + figure.id),
          said(text::number(words.language(), figure.before, figure.decimals)),
          said(text::number(words.language(), figure.after, figure.decimals)),
          said(with_sign(words, figure.after - figure.before, figure.decimals))};
}

Figure tonnes(const char* id, Kilograms before, Kilograms after) {
  const double first = static_cast<double>(before) / kThousand;
  const double second = static_cast<double>(after) / kThousand;
  // A small difference between large amounts must not read as none.
  const bool is_fine = std::max(first, second) < kSmallTonnes * kSmallTonnes || std::abs(second - first) < kSmallTonnes;
  return {id, first, second, is_fine ? 1 : 0};
}

FigureLine value_line(const NameWords& words, const WhatifOutcome& outcome) {
  const auto side = [&](const WhatifSide& one) {
    return between(words, euros(words, one.low_eur), euros(words, one.high_eur));
  };
  return {words.get("whatif.figure.value"), side(outcome.before), side(outcome.after),
          between(words, signed_euros(words, least_gain(outcome)), signed_euros(words, most_gain(outcome)))};
}

std::string amount_per_week(const NameWords& words, std::int64_t kg_per_week) {
  return text::mass(words.language(), Mass::kilograms(kg_per_week));
}

std::string with_place(const NameWords& words, const std::string& name, const std::string& nis) {
  const std::string place = words.place(nis);
  return place.empty() ? name : words.format("whatif.at_place", {{"name", name}, {"place", place}});
}

int position_of(const matching::Instance& instance, const std::string& activity) {
  const auto found = std::find_if(instance.activities.begin(), instance.activities.end(),
                                  [&](const matching::Activity& one) { return one.id == activity; });
  return found == instance.activities.end() ? -1 : static_cast<int>(found - instance.activities.begin());
}

/// Who stands behind a workshop: the owner of any of its activities.
std::string workshop_words(const NameWords& words, const matching::Instance& instance, const std::string& workshop) {
  for (const matching::Activity& activity : instance.activities) {
    const bool is_its = nth(instance.workshops, activity.workshop).id == workshop;
    if (is_its && words.names().records.contains(activity.id)) return record_words(words, {}, activity.id);
  }
  return words.get("whatif.not_visible");
}

}  // namespace

std::string plain_number(const NameWords& words, double value) {
  constexpr int kMostDecimals = 4;
  double scaled = value;
  int decimals = 0;
  for (; decimals < kMostDecimals && std::abs(scaled - std::round(scaled)) > 1e-6; ++decimals) scaled *= 10;
  return text::number(words.language(), value, decimals);
}

std::string record_words(const NameWords& words, const std::vector<Change>& changes, const std::string& record) {
  if (record.starts_with("new-")) {
    std::size_t position = 0;
    for (const char c : record.substr(4)) position = position * 10 + static_cast<std::size_t>(c - '0');
    const std::string place = position >= 1 && position <= changes.size() ? changes[position - 1].place : "";
    return with_place(words, words.get("whatif.new_record"), place);
  }
  const auto found = words.names().records.find(record);
  if (found == words.names().records.end()) return words.get("whatif.not_visible");
  return with_place(words, words.owner(record), found->second.place);
}

std::string activity_words(const NameWords& words, const matching::Instance& instance, int activity) {
  const matching::Activity& one = nth(instance.activities, activity);
  return words.format("whatif.activity",
                      {{"work", words.kind_of_work(one.kind)},
                       {"material", words.material(nth(instance.materials, one.materials.front()).id)},
                       {"who", record_words(words, {}, one.id)}});
}

std::string change_words(const NameWords& words, const matching::Instance& instance, const Change& change) {
  const std::string id = "whatif.change." + std::string(key_of(change.kind));
  const std::string amount = amount_per_week(words, change.kg_per_week);
  const std::string place =
      words.place(change.place).empty() ? words.get("whatif.elsewhere") : words.place(change.place);
  const int activity = position_of(instance, change.subject);
  const bool is_told = activity >= 0 && words.names().records.contains(change.subject);
  const std::string work = is_told ? activity_words(words, instance, activity) : words.get("whatif.not_visible");
  switch (change.kind) {
    case ChangeKind::add_activity:
      return words.format(id, {{"work", work}, {"amount", amount}, {"place", place}});
    case ChangeKind::set_capacity:
      if (!change.factor) return words.format(id, {{"work", work}, {"amount", amount}});
      return words.format(id + ".times", {{"work", work}, {"factor", plain_number(words, *change.factor)}});
    case ChangeKind::remove_workshop:
      return words.format(id, {{"who", workshop_words(words, instance, change.subject)}});
    case ChangeKind::add_offer:
    case ChangeKind::add_need:
      return words.format(id, {{"material", words.material(change.subject)}, {"amount", amount}, {"place", place}});
    case ChangeKind::remove_stream:
      return words.format(id, {{"who", record_words(words, {}, change.subject)}});
    case ChangeKind::set_policy:
      break;
  }
  return words.format(
      id, {{"what", words.get("whatif.policy." + change.subject)}, {"number", plain_number(words, change.number)}});
}

std::vector<FigureLine> figure_lines(const NameWords& words, const WhatifOutcome& outcome) {
  const matching::PlanTotals& a = outcome.before.totals;
  const matching::PlanTotals& b = outcome.after.totals;
  std::vector<FigureLine> lines{value_line(words, outcome)};
  for (const Figure& figure :
       {tonnes("used", a.collected_kg, b.collected_kg), tonnes("delivered", a.delivered_kg, b.delivered_kg),
        tonnes("residue", a.residue_kg, b.residue_kg), Figure{"hours", a.hours, b.hours},
        Figure{"road", a.road_tkm, b.road_tkm}, Figure{"co2e", a.co2e_kg, b.co2e_kg}}) {
    lines.push_back(line_of(words, figure));
  }
  return lines;
}

void fill_outcome(const NameWords& words, const Scenario& scenario, web::Model& model) {
  const WhatifOutcome& outcome = *scenario.outcome;
  for (const FigureLine& line : figure_lines(words, outcome)) {
    model.add("FIGURE")
        .set("LABEL", line.label)
        .set("BEFORE", line.before)
        .set("AFTER", line.after)
        .set("DIFFERENCE", line.difference);
  }
  model.set("TOOK", words.format("whatif.took", {{"seconds", text::number(words.language(), outcome.seconds, 1)}}));
  model.show_if(!outcome.is_complete, "INCOMPLETE");
  if (outcome.flows.empty()) {
    model.show("NO_FLOWS");
    return;
  }
  web::Model& flows = model.add("FLOWS");
  // Not in tonnes from ten up, as elsewhere: in a column amounts are compared.
  const auto mass = [&](Kilograms kg) {
    return text::number(words.language(), static_cast<double>(kg), 0) + "\xC2\xA0kg";
  };
  for (const FlowDifference& flow : outcome.flows) {
    const Kilograms more = flow.after_kg - flow.before_kg;
    flows.add("FLOW")
        .set("MATERIAL", words.material(flow.material))
        .set("FROM", record_words(words, scenario.changes, flow.from))
        .set("TO", record_words(words, scenario.changes, flow.to))
        .set("BEFORE", mass(flow.before_kg))
        .set("AFTER", mass(flow.after_kg))
        .set("DIFFERENCE", (more > 0 ? "+" : "\xE2\x88\x92") + mass(std::abs(more)));
  }
}

void fill_compared(const NameWords& words, const std::vector<const Scenario*>& solved, web::Model& table) {
  std::vector<std::vector<FigureLine>> columns;
  for (const Scenario* scenario : solved) {
    table.add("HEAD")
        .set("NAME", scenario->name)
        .set("ADDRESS", site::address(words.language(), "/what-if/" + scenario->id.text()));
    columns.push_back(figure_lines(words, *scenario->outcome));
  }
  for (std::size_t line = 0; line < columns.front().size(); ++line) {
    web::Model& row = table.add("ROW").set("LABEL", columns.front()[line].label);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      row.add("CELL")
          .set("NAME", solved[i]->name)
          .set("DIFFERENCE", columns[i][line].difference)
          .set("AFTER", words.format("whatif.becomes", {{"value", columns[i][line].after}}));
    }
  }
}

void fill_findings(const NameWords& words, const Violations& found, web::Model& model) {
  if (found.empty()) return;
  web::Model& summary = model.add("ERRORS");
  for (const Violation& one : found) {
    web::Model& line = summary.add("ERROR");
    line.set("FIELD", one.field).set("MESSAGE", words.finding(one));
    if (!one.field.empty()) line.add("LABEL").set("TEXT", words.get("whatif.field." + one.field));
  }
}

}  // namespace kringwerk::planning
