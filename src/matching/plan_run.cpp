#include "matching/plan_run.h"

#include <algorithm>
#include <utility>

#include "matching/nth.h"
#include "matching/plan_parts.h"
#include "matching/same_parts.h"

namespace kringwerk::matching {

PlanRun::PlanRun(const Instance& instance, const PlanOptions& options, HourPremium premium, const Plan* start)
    : instance_(instance), options_(options), start_(start), premium_(premium), workers_(options.threads) {
  const std::vector<PlanPart> parts = plan_parts(instance_);
  const bool has_premium = premium.small != 0 || premium.other != 0;
  if (start != nullptr && options.before != nullptr && !has_premium && parts.size() > 1) {
    is_same_ = same_parts(*options.before, instance_, parts);
  }
  for (const PlanPart& part : parts) {
    networks_.push_back(std::make_unique<PlanNetwork>(instance_, part, premium));
    solutions_.push_back(first_solution(*networks_.back()));
  }
}

Plan PlanRun::solve() {
  bool all_reached = true;
  for (std::size_t i = 0; i < networks_.size() && stopped() == StopReason::none; ++i) {
    solve_part(i);
    all_reached = all_reached && (solutions_[i].is_exact || solutions_[i].gap() <= options_.gap);
    ++done_;
  }
  Plan plan = merged();
  const bool complete = all_reached && done_ == networks_.size();
  if (!complete && plan.gap > options_.gap) {
    plan.status = reason_ == StopReason::cancelled ? PlanStatus::cancelled : PlanStatus::deadline;
  }
  return plan;
}

Plan PlanRun::carried_out(const Plan& wish) {
  for (std::size_t i = 0; i < networks_.size(); ++i) {
    const PlanNetwork& network = *networks_[i];
    std::vector<double> tonnes, throughput;
    const ArcSet arcs = plan_arcs(network, wish, tonnes);
    constexpr double kKilogramsPerTonne = 1000;
    for (const int id : network.activity_ids) {
      throughput.push_back(static_cast<double>(nth(wish.throughput, id)) / kKilogramsPerTonne);
    }
    solutions_[i].plan = whole_plan(network, arcs, tonnes, throughput);
  }
  return merged();
}

StopReason PlanRun::stopped() {
  if (reason_ == StopReason::none && options_.stop) reason_ = options_.stop();
  return reason_;
}

void PlanRun::solve_part(std::size_t part) {
  const PlanNetwork& network = *networks_[part];
  PartIndexes indexes(network);
  PartTask task{.network = network,
                .indexes = indexes,
                .workers = workers_,
                .gap = options_.gap,
                .stop = [this] { return stopped(); },
                .report = [this, part](const PartSolution& solution) { report(part, solution); }};
  PartStart start;
  if (start_ != nullptr) {
    start = part_start(network, *start_, indexes, workers_);
    task.start = &start;
    if (!is_same_.empty() && is_same_[part] && keep_part(part, start)) return;
  }
  const std::size_t records = network.sources.size() + network.takers.size();
  if (network.activity_count() == 0 && records <= kTransportRecords) {
    solutions_[part] = solve_transport(task);
  } else {
    solutions_[part] =
        records <= static_cast<std::size_t>(options_.exact_records) ? solve_exactly(task) : solve_nearly(task);
  }
}

/// False when what is known of the part is not near enough.
bool PlanRun::keep_part(std::size_t part, const PartStart& start) {
  const PlanNetwork& network = *networks_[part];
  PartSolution& kept = solutions_[part];
  kept.improve(whole_plan(network, start.arcs, start.tonnes, start.throughput));
  kept.improve(start.prices, bound_of(network, start.prices));
  report(part, kept);
  return kept.gap() <= options_.gap;
}

void PlanRun::report(std::size_t part, const PartSolution& solution) {
  if (!options_.progress) return;
  PlanProgress progress{.parts_done = static_cast<int>(done_), .parts = static_cast<int>(networks_.size())};
  for (std::size_t i = 0; i < solutions_.size(); ++i) {
    const PartSolution& known = i == part ? solution : solutions_[i];
    progress.objective_eur += known.plan.objective_eur;
    progress.upper_bound_eur += known.upper_bound_eur;
  }
  progress.gap = plan_gap(progress.objective_eur, progress.upper_bound_eur);
  options_.progress(progress);
}

Plan PlanRun::merged() const {
  Plan plan;
  plan.throughput.assign(instance_.activities.size(), 0);
  plan.prices.need_eur_per_t.assign(instance_.needs.size(), 0);
  plan.prices.input_eur_per_t.assign(instance_.activities.size(), 0);
  plan.prices.labour_eur_per_h.assign(instance_.workshops.size(), 0);
  for (std::size_t i = 0; i < networks_.size(); ++i) add(*networks_[i], solutions_[i], plan);
  std::sort(plan.flows.begin(), plan.flows.end());
  plan.gap = plan_gap(plan.objective_eur, plan.upper_bound_eur);
  return plan;
}

void PlanRun::add(const PlanNetwork& network, const PartSolution& solution, Plan& plan) {
  for (const WholeFlow& flow : solution.plan.flows) {
    PlanFlow whole{.kg = flow.kg};
    if (flow.source < network.offers()) {
      whole.offer = nth(network.offer_ids, flow.source);
    } else {
      const PlanSource& source = nth(network.sources, flow.source);
      whole.from_activity = nth(network.activity_ids, source.activity);
      whole.output = source.output;
    }
    if (network.is_need(flow.taker)) whole.need = nth(network.need_ids, flow.taker);
    if (!network.is_need(flow.taker)) whole.to_activity = nth(network.activity_ids, flow.taker - network.needs());
    plan.flows.push_back(whole);
  }
  for (int i = 0; i < network.activity_count(); ++i) {
    nth(plan.throughput, nth(network.activity_ids, i)) = nth(solution.plan.throughput, i);
    nth(plan.prices.input_eur_per_t, nth(network.activity_ids, i)) = nth(solution.prices.taker, network.needs() + i);
  }
  for (int i = 0; i < network.needs(); ++i) {
    nth(plan.prices.need_eur_per_t, nth(network.need_ids, i)) = nth(solution.prices.taker, i);
  }
  for (int i = 0; i < size_of(network.workshop_ids); ++i) {
    nth(plan.prices.labour_eur_per_h, nth(network.workshop_ids, i)) = nth(solution.prices.labour, i);
  }
  plan.residue_kg += solution.plan.residue_kg;
  plan.untaken_kg += solution.plan.untaken_kg;
  plan.objective_eur += solution.plan.objective_eur;
  plan.upper_bound_eur += solution.upper_bound_eur;
}

}  // namespace kringwerk::matching
