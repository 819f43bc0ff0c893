#include "matching/fair_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "matching/nth.h"
#include "matching/plan_run.h"

namespace kringwerk::matching {

namespace {

constexpr double kKilogramsPerTonne = 1000;
constexpr double kDearest = 1e6;
constexpr int kTries = 40;

/// A plan that is best at one price of the wish.
struct Tried {
  double price = 0;
  Plan plan{};
  double spare_hours = 0;  ///< of small workshops beyond the wish; negative when it is not met
  double value_eur = 0;    ///< without the price
};

class FairSearch {
 public:
  FairSearch(const Instance& instance, const PlanOptions& options) : instance_(instance), options_(options) {
    inner_.gap = options.gap / 2;
    inner_.threads = options.threads;
    inner_.exact_records = options.exact_records;
    inner_.stop = options.stop;
    inner_.progress = options.progress;
  }

  Plan solve() {
    const Tried free = tried(0, options_.start);
    best_ = free.plan;
    if (free.spare_hours < 0) {
      best_ = PlanRun(instance_, inner_, {}, nullptr).carried_out(nothing());
      adopt_bound(free);
      search(free);
    }
    best_.gap = plan_gap(best_.objective_eur, best_.upper_bound_eur);
    best_.status = status();
    best_.fairness.share = options_.fairness;
    best_.fairness.least_price_eur = std::max(0.0, free.plan.objective_eur - best_.upper_bound_eur);
    best_.fairness.most_price_eur =
        free.spare_hours < 0 ? std::max(0.0, free.plan.upper_bound_eur - best_.objective_eur) : 0;
    return std::move(best_);
  }

 private:
  StopReason stopped() const { return options_.stop ? options_.stop() : StopReason::none; }

  PlanStatus status() const {
    if (best_.gap <= options_.gap || stopped() == StopReason::none) return PlanStatus::gap_reached;
    return stopped() == StopReason::cancelled ? PlanStatus::cancelled : PlanStatus::deadline;
  }

  Plan nothing() const {
    Plan plan;
    plan.throughput.assign(instance_.activities.size(), 0);
    return plan;
  }

  double spare_hours(const Plan& plan) const {
    double hours = 0;
    for (int i = 0; i < size_of(instance_.activities); ++i) {
      const Activity& activity = nth(instance_.activities, i);
      const double share = (nth(instance_.workshops, activity.workshop).small ? 1 : 0) - options_.fairness;
      hours += share * activity.hours_per_t * static_cast<double>(nth(plan.throughput, i)) / kKilogramsPerTonne;
    }
    return hours;
  }

  Tried tried(double price, const Plan* start) const {
    const HourPremium premium{price * (1 - options_.fairness), -price * options_.fairness};
    Tried result{price, PlanRun(instance_, inner_, premium, start).solve()};
    result.spare_hours = spare_hours(result.plan);
    result.value_eur = result.plan.objective_eur - price * result.spare_hours;
    return result;
  }

  void adopt_bound(const Tried& from) {
    if (best_.prices.need_eur_per_t.size() == instance_.needs.size() && is_proven_ &&
        from.plan.upper_bound_eur >= best_.upper_bound_eur) {
      return;
    }
    is_proven_ = true;
    best_.upper_bound_eur = from.plan.upper_bound_eur;
    best_.prices = from.plan.prices;
    best_.fairness.eur_per_h = from.price;
  }

  /// Keeps the plan when it is fair and worth more; the proof stays.
  bool adopt_plan(Plan plan) {
    if (spare_hours(plan) < 0) return false;
    if (plan.objective_eur <= best_.objective_eur) return true;
    plan.prices = std::move(best_.prices);
    plan.upper_bound_eur = best_.upper_bound_eur;
    plan.fairness = best_.fairness;
    best_ = std::move(plan);
    return true;
  }

  bool is_done() const {
    return plan_gap(best_.objective_eur, best_.upper_bound_eur) <= options_.gap || stopped() != StopReason::none;
  }

  void search(Tried low) {
    Tried high = tried(1, &low.plan);
    for (adopt_bound(high); high.spare_hours < 0 && high.price < kDearest && !is_done(); adopt_bound(high)) {
      low = std::move(high);
      high = tried(4 * low.price, &low.plan);
    }
    if (high.spare_hours < 0) return;
    for (int i = 0; i < kTries; ++i) {
      adopt_mixture(low, high);
      if (is_done()) return;
      const double crossing = (low.value_eur - high.value_eur) / (high.spare_hours - low.spare_hours);
      const bool is_between = crossing > low.price && crossing < high.price;
      Tried next = tried(is_between ? crossing : (low.price + high.price) / 2, &high.plan);
      adopt_bound(next);
      (next.spare_hours < 0 ? low : high) = std::move(next);
    }
  }

  /// As much of the unfair plan as the wish allows.
  void adopt_mixture(const Tried& low, const Tried& high) {
    const double most = high.spare_hours / (high.spare_hours - low.spare_hours);
    for (const double part : std::array<double, 6>{1 - 1e-9, 1 - 1e-5, 0.999, 0.95, 0.5, 0}) {
      if (adopt_plan(PlanRun(instance_, inner_, {}, nullptr).carried_out(mixture(low.plan, high.plan, part * most)))) {
        return;
      }
    }
  }

  static Plan mixture(const Plan& a, const Plan& b, double share_of_a) {
    std::map<PlanFlow, double> flows;
    const auto add = [&](const Plan& plan, double share) {
      for (PlanFlow flow : plan.flows) {
        const double kg = static_cast<double>(std::exchange(flow.kg, 0));
        flows[flow] += share * kg;
      }
    };
    add(a, share_of_a);
    add(b, 1 - share_of_a);
    Plan plan;
    for (auto [flow, kg] : flows) {
      PlanFlow whole = flow;
      whole.kg = std::llround(kg);
      if (whole.kg > 0) plan.flows.push_back(whole);
    }
    for (std::size_t i = 0; i < a.throughput.size(); ++i) {
      plan.throughput.push_back(std::llround(share_of_a * static_cast<double>(a.throughput[i]) +
                                             (1 - share_of_a) * static_cast<double>(b.throughput[i])));
    }
    return plan;
  }

  const Instance& instance_;
  const PlanOptions& options_;
  PlanOptions inner_{};
  Plan best_{};
  bool is_proven_ = false;
};

}  // namespace

Violations check_fairness(const Instance& instance, double share) {
  if (share <= 0) return {};
  for (const Activity& activity : instance.activities) {
    if (nth(instance.workshops, activity.workshop).small && activity.hours_per_t > 0 && activity.capacity_kg > 0)
      return {};
  }
  return {{"matching.fairness_infeasible", "fairness", {{"share", share}}}};
}

Plan solve_fair_plan(const Instance& instance, const PlanOptions& options) {
  return FairSearch(instance, options).solve();
}

}  // namespace kringwerk::matching
