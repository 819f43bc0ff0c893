#include "planning/whatif_outcome.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/csv.h"
#include "base/ensure.h"
#include "matching/nth.h"
#include "planning/kept_number.h"

namespace kringwerk::planning {

namespace {

using matching::Kilograms;
using matching::nth;
using matching::PlanFlow;

FlowDifference named_flow(const matching::Instance& instance, const PlanFlow& flow) {
  FlowDifference named;
  named.to = flow.need >= 0 ? nth(instance.needs, flow.need).id : nth(instance.activities, flow.to_activity).id;
  int material = 0;
  if (flow.offer >= 0) {
    const matching::Offer& offer = nth(instance.offers, flow.offer);
    named.from = offer.id;
    material = offer.material;
  } else {
    const matching::Activity& from = nth(instance.activities, flow.from_activity);
    named.from = from.id;
    material = nth(from.outputs, flow.output).material;
  }
  named.material = nth(instance.materials, material).id;
  return named;
}

/// What a reader knows a record by: who and where. What moves between two workshops of one firm in one place would look
/// like the same line twice. A record that nobody was named for stands alone.
std::string known_as(const PlanNames& names, const std::string& record) {
  const auto found = names.records.find(record);
  if (found == names.records.end() || found->second.organisation.empty()) return record;
  return found->second.organisation + " " + found->second.place;
}

WhatifSide side_of(const PlannedInstance& planned) {
  return {planned.plan.objective_eur, planned.plan.upper_bound_eur,
          matching::plan_totals(planned.instance, planned.plan)};
}

Kilograms size_of_change(const FlowDifference& flow) {
  return std::abs(flow.after_kg - flow.before_kg);
}

std::vector<FlowDifference> differences(const PlannedInstance& before, const PlannedInstance& after,
                                        const PlanNames& names) {
  std::map<std::array<std::string, 3>, FlowDifference> sums;
  const auto add = [&](const PlannedInstance& planned, Kilograms FlowDifference::*side) {
    for (const PlanFlow& flow : planned.plan.flows) {
      const FlowDifference named = named_flow(planned.instance, flow);
      const std::array key{known_as(names, named.from), known_as(names, named.to), named.material};
      sums.try_emplace(key, named).first->second.*side += flow.kg;
    }
  };
  add(before, &FlowDifference::before_kg);
  add(after, &FlowDifference::after_kg);
  std::vector<FlowDifference> found;
  for (auto& [key, sum] : sums) {
    if (sum.before_kg != sum.after_kg) found.push_back(std::move(sum));
  }
  std::stable_sort(found.begin(), found.end(), [](const FlowDifference& a, const FlowDifference& b) {
    return size_of_change(a) > size_of_change(b);
  });
  if (found.size() > kMostFlows) found.resize(kMostFlows);
  return found;
}

constexpr std::string_view kHeader = "what,from,to,material,v1,v2,v3,v4,v5,v6,v7,v8,v9,v10,v11";
constexpr std::size_t kWords = 4;
constexpr std::size_t kNumbers = 11;
constexpr std::size_t kColumns = kWords + kNumbers;

std::string line(std::vector<std::string> fields) {
  fields.resize(kColumns);
  std::string text;
  for (const std::string& field : fields) text += (&field == fields.data() ? "" : ",") + csv_field(field, false);
  return text + "\r\n";
}

std::string side_line(const char* name, const WhatifSide& side) {
  const matching::PlanTotals& totals = side.totals;
  const auto kg = [](Kilograms value) { return std::to_string(value); };
  return line({name, "", "", "", number_text(side.low_eur), number_text(side.high_eur), kg(totals.offered_kg),
               kg(totals.collected_kg), kg(totals.worked_kg), kg(totals.delivered_kg), kg(totals.residue_kg),
               kg(totals.untaken_kg), number_text(totals.hours), number_text(totals.road_tkm),
               number_text(totals.co2e_kg)});
}

WhatifSide read_side(const std::vector<std::string>& fields) {
  const auto value = [&](std::size_t i) { return kept_number(fields[kWords + i]); };
  const auto kg = [&](std::size_t i) { return static_cast<Kilograms>(value(i)); };
  return {value(0),
          value(1),
          {.offered_kg = kg(2),
           .collected_kg = kg(3),
           .worked_kg = kg(4),
           .delivered_kg = kg(5),
           .residue_kg = kg(6),
           .untaken_kg = kg(7),
           .hours = value(8),
           .road_tkm = value(9),
           .co2e_kg = value(10)}};
}

}  // namespace

WhatifOutcome whatif_outcome(const PlannedInstance& before, const PlannedInstance& after, const PlanNames& names) {
  return {.before = side_of(before),
          .after = side_of(after),
          .flows = differences(before, after, names),
          .is_complete = after.plan.status == matching::PlanStatus::gap_reached,
          .seconds = after.plan.seconds};
}

std::string outcome_text(const WhatifOutcome& outcome) {
  std::string text = std::string(kHeader) + "\r\n";
  text += side_line("before", outcome.before);
  text += side_line("after", outcome.after);
  text += line({"end", outcome.is_complete ? "1" : "0", "", "", number_text(outcome.seconds)});
  for (const FlowDifference& flow : outcome.flows) {
    text += line(
        {"flow", flow.from, flow.to, flow.material, std::to_string(flow.before_kg), std::to_string(flow.after_kg)});
  }
  return text;
}

WhatifOutcome read_outcome(std::string_view text) {
  WhatifOutcome outcome;
  CsvReader reader(text);
  ensure(reader.next().has_value(), "a kept outcome has a header");
  while (auto record = reader.next()) {
    const std::vector<std::string>& fields = record->fields;
    ensure(fields.size() == kColumns, "a kept outcome has all columns");
    if (fields[0] == "before") outcome.before = read_side(fields);
    if (fields[0] == "after") outcome.after = read_side(fields);
    if (fields[0] == "end") outcome.is_complete = fields[1] == "1";
    if (fields[0] == "end") outcome.seconds = kept_number(fields[kWords]);
    if (fields[0] == "flow") {
      outcome.flows.push_back({fields[1], fields[2], fields[3], static_cast<Kilograms>(kept_number(fields[kWords])),
                               static_cast<Kilograms>(kept_number(fields[kWords + 1]))});
    }
  }
  return outcome;
}

}  // namespace kringwerk::planning
