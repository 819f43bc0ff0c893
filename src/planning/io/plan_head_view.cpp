#include "drawings/gap_bar.h"
#include "planning/io/plan_view.h"
#include "site/page.h"

namespace kringwerk::planning {

namespace {

void add_figure(web::Model& model, const std::string& name, const std::string& value, const std::string& unit) {
  web::Model& figure = model.add("FIGURE");
  figure.set("NAME", name).set("VALUE", value);
  if (!unit.empty()) figure.add("UNIT").set("WORD", unit);
}

/// Whole tonnes with one decimal below hundred.
std::string tonnes(const PlanTexts& texts, matching::Kilograms kg) {
  constexpr double kKilogramsPerTonne = 1000;
  constexpr matching::Kilograms kMany = 100'000;
  return texts.decimal(static_cast<double>(kg) / kKilogramsPerTonne, kg < kMany ? 1 : 0);
}

/// How good the whole plan is, and how it was checked.
void fill_proof(const PlanTexts& texts, const PlanRun& run, web::Model& model) {
  model.set("VERDICT", verdict_of(texts, run.result));
  const std::vector<Fact> money{{"bound", texts.whole_euros(run.result.upper_bound_eur)},
                                {"value", texts.whole_euros(run.result.objective_eur)}};
  model.set("PROOF", texts.format("planning.proof", money));
  model.set("BAR_SVG", drawings::draw_gap_bar({texts.format("planning.bar.label", money), run.result.objective_eur,
                                               run.result.upper_bound_eur}));
  model.set("ZERO", texts.whole_euros(0)).set("BAR_PLAN", texts.format("planning.bar.plan", money));
  model.set("BAR_BOUND", texts.format("planning.bar.bound", money));
  if (run.result.ending != RunEnding::gap_reached) {
    const std::string id =
        run.result.ending == RunEnding::deadline ? "planning.ended.deadline" : "planning.ended.cancelled";
    model.add("EARLY").set("TEXT", texts.format(id, {{"seconds", std::int64_t{run.wish.deadline_seconds}}}));
  }
  const bool holds = run.result.check == RunCheck::holds;
  const std::vector<Fact> made{{"moment", texts.moment(run.ended_at.value_or(run.asked_at))},
                               {"seconds", texts.decimal(run.result.seconds, 1)}};
  model.add(holds ? "CHECKED" : "REFUSED").set("MADE", texts.format("planning.made", made));
}

}  // namespace

std::string verdict_of(const PlanTexts& texts, const RunResult& result) {
  if (result.upper_bound_eur <= 0) return texts.get("planning.verdict.nothing");
  if (result.gap <= 0) return texts.get("planning.verdict.best");
  return texts.format("planning.verdict.at_most", {{"percent", texts.percent(result.gap)}});
}

std::string state_words(const PlanTexts& texts, const PlanRun& run) {
  if (run.state == RunState::done && run.result.ending == RunEnding::deadline) {
    return texts.get("planning.state.deadline");
  }
  if (run.state == RunState::running && run.is_cancel_asked) return texts.get("planning.state.stopping");
  return texts.get("planning.state." + std::string(key_of(run.state)));
}

void fill_plan_head(const PlanTexts& texts, const ReadPlan& plan, bool may_start, web::Model& model) {
  const PlanRun& run = plan.run();
  const matching::PlanTotals& totals = plan.figures.totals;
  model.set("PERIOD", texts.period(run.period));
  model.set("LEAD", texts.format("planning.plan.lead", {{"offers", run.counts.offers},
                                                        {"needs", run.counts.needs},
                                                        {"activities", run.counts.activities}}));
  if (!plan.is_part) {
    add_figure(model, texts.get("planning.figure.value"), texts.whole_euros(run.result.objective_eur), "");
  }
  add_figure(model, texts.get("planning.figure.used"), tonnes(texts, totals.delivered_kg),
             texts.get("planning.unit.tonnes"));
  add_figure(model, texts.get("planning.figure.hours"), texts.decimal(totals.hours, 0),
             texts.get("planning.unit.hours"));
  if (plan.is_part) {
    web::Model& part = model.add("PART");
    if (may_start) part.add("START_ANEW").set("LINK", site::address(texts.language(), "/plan/new"));
    return;
  }
  fill_proof(texts, run, model.add("WHOLE"));
}

}  // namespace kringwerk::planning
