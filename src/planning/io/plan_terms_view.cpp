#include <algorithm>
#include <array>
#include <cmath>

#include "matching/nth.h"
#include "planning/io/plan_view.h"
#include "planning/network_problem.h"

namespace kringwerk::planning {

namespace {

struct PolicyNumber {
  std::string_view key;
  double matching::Policy::*value;
  int decimals;
};
constexpr std::array<PolicyNumber, 7> kNumbers{{
    {"tau_eur_per_tkm", &matching::Policy::tau_eur_per_tkm, 4},
    {"k_eur_per_t", &matching::Policy::k_eur_per_t, 2},
    {"sigma_eur_per_h", &matching::Policy::sigma_eur_per_h, 2},
    {"residue_eur_per_t", &matching::Policy::residue_eur_per_t, 2},
    {"max_km", &matching::Policy::max_km, 0},
    {"road_factor", &matching::Policy::road_factor, 2},
    {"co2_kg_per_tkm", &matching::Policy::co2_kg_per_tkm, 4},
}};

void fill_policy(const PlanTexts& texts, const ReadPlan& plan, web::Model& model) {
  for (const PolicyNumber& number : kNumbers) {
    const double value = plan.loaded.instance.policy.*number.value;
    if (!std::isfinite(value)) continue;
    const std::string id = "planning.policy." + std::string(number.key);
    web::Model& row = model.add("POLICY");
    row.set("NAME", texts.get(id));
    row.set("VALUE", texts.format(id + ".value", {{"amount", texts.decimal(value, number.decimals)}}));
    const auto source = plan.sources.find(std::string(number.key));
    if (source == plan.sources.end()) {
      row.show("ASSUMPTION");
    } else {
      row.add("SOURCE").set("KEY", source->second);
    }
  }
}

/// Share of small workshops in the hours that the plan really has.
double small_share(const ReadPlan& plan) {
  double small = 0;
  double all = 0;
  const matching::Instance& instance = plan.loaded.instance;
  for (int i = 0; i < matching::size_of(instance.activities); ++i) {
    const matching::Activity& activity = matching::nth(instance.activities, i);
    const double hours = activity.hours_per_t * static_cast<double>(matching::nth(plan.loaded.plan.throughput, i));
    all += hours;
    if (matching::nth(instance.workshops, activity.workshop).small) small += hours;
  }
  return all > 0 ? small / all : 0;
}

void add_price(const PlanTexts& texts, const matching::PlanFairness& fairness, web::Model& model) {
  const double least = std::max(0.0, fairness.least_price_eur);
  model.add("PRICE").set("TEXT", texts.format("planning.fairness.price",
                                              {{"least", texts.whole_euros(least)},
                                               {"most", texts.whole_euros(std::max(least, fairness.most_price_eur))}}));
}

}  // namespace

void fill_plan_terms(const PlanTexts& texts, const ReadPlan& plan, web::Model& model) {
  const matching::PlanFairness& fairness = plan.loaded.plan.fairness;
  const std::string share = texts.decimal(small_share(plan) * 100, 1);
  const auto small = std::count_if(plan.loaded.instance.workshops.begin(), plan.loaded.instance.workshops.end(),
                                   [](const matching::Workshop& workshop) { return workshop.small; });
  model.set("SMALL", texts.format("planning.fairness.small", {{"tonnes", kSmallPerWeek.in_kilograms() / 1000},
                                                              {"count", static_cast<std::int64_t>(small)}}));
  if (fairness.share > 0) {
    model.set("FAIRNESS", texts.format("planning.fairness.asked",
                                       {{"asked", texts.decimal(fairness.share * 100, 0)}, {"share", share}}));
    if (!plan.is_part) add_price(texts, fairness, model);
  } else {
    model.set("FAIRNESS", texts.format("planning.fairness.none", {{"share", share}}));
  }
  fill_policy(texts, plan, model);
}

}  // namespace kringwerk::planning
