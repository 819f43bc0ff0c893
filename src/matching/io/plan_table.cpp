#include "matching/io/plan_table.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "matching/io/text_columns.h"
#include "matching/nth.h"
#include "matching/plan_totals.h"

namespace kringwerk::matching {

namespace {

constexpr std::size_t kListed = 10;
constexpr double kKilogramsPerTonne = 1000;

std::string tonnes(Kilograms kg) {
  return rounded_text(static_cast<double>(kg) / kKilogramsPerTonne, 3);
}

std::string percent(double share) {
  return rounded_text(100 * share, 3) + " %";
}

std::string way(const Instance& instance, const PlanFlow& flow) {
  std::string text;
  if (flow.offer >= 0) {
    text = nth(instance.offers, flow.offer).id;
  } else {
    const Activity& activity = nth(instance.activities, flow.from_activity);
    text = activity.id + " (" + nth(instance.materials, nth(activity.outputs, flow.output).material).id + ")";
  }
  return text + " → " +
         (flow.need >= 0 ? nth(instance.needs, flow.need).id : nth(instance.activities, flow.to_activity).id);
}

std::string flow_lines(const Instance& instance, const Plan& plan, const PlanWords& words) {
  std::vector<const PlanFlow*> flows;
  for (const PlanFlow& flow : plan.flows) flows.push_back(&flow);
  const auto listed = flows.begin() + static_cast<std::ptrdiff_t>(std::min(kListed, flows.size()));
  std::partial_sort(flows.begin(), listed, flows.end(),
                    [](const PlanFlow* a, const PlanFlow* b) { return a->kg != b->kg ? a->kg > b->kg : *a < *b; });
  std::vector<std::vector<std::string>> rows{{words.tonnes, words.km, words.way}};
  for (auto flow = flows.begin(); flow != listed; ++flow) {
    rows.push_back({tonnes((*flow)->kg), rounded_text(flow_km(instance, **flow), 1), way(instance, **flow)});
  }
  return flows.empty() ? "" : words.largest + "\n" + text_columns(rows);
}

double use_of(const Instance& instance, const Plan& plan, int activity) {
  const Kilograms capacity = nth(instance.activities, activity).capacity_kg;
  return capacity == 0 ? 0 : static_cast<double>(nth(plan.throughput, activity)) / static_cast<double>(capacity);
}

std::string activity_lines(const Instance& instance, const Plan& plan, const PlanWords& words) {
  std::vector<int> used;
  for (int i = 0; i < size_of(plan.throughput); ++i) {
    if (nth(plan.throughput, i) > 0) used.push_back(i);
  }
  const auto listed = used.begin() + static_cast<std::ptrdiff_t>(std::min(kListed, used.size()));
  std::partial_sort(used.begin(), listed, used.end(), [&](int a, int b) {
    const double first = use_of(instance, plan, a), second = use_of(instance, plan, b);
    return first != second ? first > second : a < b;
  });
  std::vector<std::vector<std::string>> rows{{words.use, words.tonnes, words.activity}};
  for (auto activity = used.begin(); activity != listed; ++activity) {
    rows.push_back({percent(use_of(instance, plan, *activity)), tonnes(nth(plan.throughput, *activity)),
                    nth(instance.activities, *activity).id});
  }
  return used.empty() ? "" : words.fullest + "\n" + text_columns(rows);
}

std::string status_word(PlanStatus status, const PlanWords& words) {
  if (status == PlanStatus::gap_reached) return words.gap_reached;
  return status == PlanStatus::deadline ? words.deadline : words.cancelled;
}

}  // namespace

std::string plan_table(const Instance& instance, const Plan& plan, const PlanWords& words) {
  const PlanTotals totals = plan_totals(instance, plan);
  std::vector<std::vector<std::string>> rows{
      {status_word(plan.status, words), words.status},      {rounded_text(plan.objective_eur, 2), words.objective},
      {rounded_text(plan.upper_bound_eur, 2), words.bound}, {percent(plan.gap), words.gap},
      {rounded_text(plan.seconds, 2), words.seconds},       {tonnes(totals.offered_kg), words.offered},
      {tonnes(totals.collected_kg), words.collected},       {tonnes(totals.worked_kg), words.worked},
      {tonnes(totals.delivered_kg), words.delivered},       {tonnes(totals.residue_kg), words.residue},
      {tonnes(totals.untaken_kg), words.untaken},           {rounded_text(totals.hours, 1), words.hours},
      {rounded_text(totals.road_tkm, 0), words.road},       {rounded_text(totals.co2e_kg, 0), words.co2e},
      {std::to_string(plan.flows.size()), words.flows},
  };
  if (plan.fairness.share > 0) {
    rows.push_back({percent(plan.fairness.share), words.fairness});
    rows.push_back(
        {rounded_text(plan.fairness.least_price_eur, 2) + " … " + rounded_text(plan.fairness.most_price_eur, 2),
         words.fair_price});
  }
  return text_columns(rows) + flow_lines(instance, plan, words) + activity_lines(instance, plan, words);
}

std::string verified_line(const Instance& instance, const Plan& plan, const PlanWords& words) {
  const PlanTotals totals = plan_totals(instance, plan);
  return words.holds + ": " + words.objective + " " + rounded_text(plan.objective_eur, 2) + ", " + words.delivered +
         " " + tonnes(totals.delivered_kg) + ", " + words.gap + " " + percent(plan.gap) + "\n";
}

std::string progress_line(const PlanProgress& progress, double wanted_gap) {
  constexpr int kCells = 24;
  constexpr double kWholeGap = 1;
  const double floor = std::max(wanted_gap, 1e-9);
  const double gap = std::clamp(progress.gap, floor, kWholeGap);
  const double share = floor >= kWholeGap ? 1 : std::log(gap) / std::log(floor);
  const int full = static_cast<int>(share * kCells);
  std::string bar;
  for (int i = 0; i < kCells; ++i) bar += i < full ? "█" : "░";
  return bar + " " + std::to_string(progress.parts_done) + "/" + std::to_string(progress.parts) + "  " +
         rounded_text(progress.objective_eur, 0) + " … " + rounded_text(progress.upper_bound_eur, 0) + " €  " +
         percent(progress.gap);
}

}  // namespace kringwerk::matching
