#include "matching/plan_check.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "base/geo.h"
#include "matching/plan_proof.h"

namespace kringwerk::matching {

namespace {

constexpr double kKilograms = 1000;
constexpr Kilograms kMostKilograms = 1'000'000'000'000;  // of any record

class PlanCheck {
 public:
  PlanCheck(const Instance& instance, const Plan& plan) : instance_(instance), plan_(plan) {}

  Violations run() {
    if (!shapes_hold()) return std::move(found_);
    sent_by_offer_.assign(instance_.offers.size(), 0);
    got_by_need_.assign(instance_.needs.size(), 0);
    into_.assign(instance_.activities.size(), 0);
    for (const Activity& activity : instance_.activities) sent_by_output_.emplace_back(activity.outputs.size(), 0);
    std::set<std::tuple<int, int, int, int, int>> seen;
    for (const PlanFlow& flow : plan_.flows) {
      const auto way = std::tuple(flow.offer, flow.from_activity, flow.output, flow.need, flow.to_activity);
      if (flow.kg <= 0 || flow.kg > kMostKilograms || !seen.insert(way).second) {
        report("matching.plan_flow_invalid", from_id(flow), {{"to", to_id(flow)}, {"kg", flow.kg}});
      } else {
        check_flow(flow);
      }
    }
    check_limits();
    check_fairness_share();
    check_totals();
    check_value();
    check_bound();
    return std::move(found_);
  }

 private:
  void report(const char* rule, const std::string& id, std::vector<Fact> more = {}) {
    std::vector<Fact> facts{{"id", id}};
    facts.insert(facts.end(), more.begin(), more.end());
    found_.push_back({rule, "", std::move(facts)});
  }

  template <class List>
  static bool inside(int position, const List& list) {
    return position >= 0 && static_cast<std::size_t>(position) < list.size();
  }

  bool shapes_hold() {
    const bool sizes = plan_.throughput.size() == instance_.activities.size() &&
                       plan_.prices.need_eur_per_t.size() == instance_.needs.size() &&
                       plan_.prices.input_eur_per_t.size() == instance_.activities.size() &&
                       plan_.prices.labour_eur_per_h.size() == instance_.workshops.size();
    bool flows = true;
    for (const PlanFlow& flow : plan_.flows) {
      const bool from_offer = inside(flow.offer, instance_.offers) && flow.from_activity == -1 && flow.output == -1;
      const bool from_work = flow.offer == -1 && inside(flow.from_activity, instance_.activities) &&
                             inside(flow.output, activity(flow.from_activity).outputs);
      const bool to_need = inside(flow.need, instance_.needs) && flow.to_activity == -1;
      const bool to_work = flow.need == -1 && inside(flow.to_activity, instance_.activities);
      flows = flows && (from_offer || from_work) && (to_need || to_work);
    }
    if (!sizes || !flows) report("matching.plan_flow_invalid", "", {{"to", std::string()}, {"kg", std::int64_t{0}}});
    return sizes && flows;
  }

  const Activity& activity(int position) const { return instance_.activities[static_cast<std::size_t>(position)]; }
  const Workshop& workshop_of(const Activity& work) const {
    return instance_.workshops[static_cast<std::size_t>(work.workshop)];
  }
  const std::string& from_id(const PlanFlow& flow) const {
    return flow.offer >= 0 ? instance_.offers[static_cast<std::size_t>(flow.offer)].id
                           : activity(flow.from_activity).id;
  }
  const std::string& to_id(const PlanFlow& flow) const {
    return flow.need >= 0 ? instance_.needs[static_cast<std::size_t>(flow.need)].id : activity(flow.to_activity).id;
  }

  Leaving leaving(const PlanFlow& flow) const {
    if (flow.offer >= 0) return leaving_offer(instance_.offers[static_cast<std::size_t>(flow.offer)]);
    const Activity& work = activity(flow.from_activity);
    return leaving_output(workshop_of(work), work.outputs[static_cast<std::size_t>(flow.output)]);
  }

  void check_flow(const PlanFlow& flow) {
    const std::optional<double> value =
        flow.need >= 0 ? value_at_need(instance_, leaving(flow), instance_.needs[static_cast<std::size_t>(flow.need)])
                       : value_at_activity(instance_, leaving(flow), activity(flow.to_activity));
    const bool left_out = flow.offer >= 0 && !instance_.offers[static_cast<std::size_t>(flow.offer)].in_period;
    const bool to_itself = flow.to_activity >= 0 && flow.from_activity == flow.to_activity;
    if (!value || left_out || to_itself) {
      report("matching.plan_arc_forbidden", from_id(flow), {{"to", to_id(flow)}});
    } else {
      add_value(*value * static_cast<double>(flow.kg) / kKilograms);
    }
    if (flow.offer >= 0) sent_by_offer_[static_cast<std::size_t>(flow.offer)] += flow.kg;
    if (flow.from_activity >= 0) {
      sent_by_output_[static_cast<std::size_t>(flow.from_activity)][static_cast<std::size_t>(flow.output)] += flow.kg;
    }
    if (flow.need >= 0) got_by_need_[static_cast<std::size_t>(flow.need)] += flow.kg;
    if (flow.to_activity >= 0) into_[static_cast<std::size_t>(flow.to_activity)] += flow.kg;
  }

  void limit(const std::string& id, Kilograms kg, Kilograms most) {
    if (kg > most) report("matching.plan_limit_exceeded", id, {{"kg", kg}, {"limit", most}});
  }

  void check_limits() {
    std::vector<double> hours(instance_.workshops.size(), 0);
    for (std::size_t i = 0; i < instance_.offers.size(); ++i) {
      limit(instance_.offers[i].id, sent_by_offer_[i], instance_.offers[i].kg);
    }
    for (std::size_t i = 0; i < instance_.needs.size(); ++i) {
      limit(instance_.needs[i].id, got_by_need_[i], instance_.needs[i].kg);
    }
    for (std::size_t i = 0; i < instance_.activities.size(); ++i) {
      const Activity& work = instance_.activities[i];
      limit(work.id, into_[i], work.capacity_kg);
      hours[static_cast<std::size_t>(work.workshop)] += work.hours_per_t * static_cast<double>(into_[i]) / kKilograms;
      if (into_[i] != plan_.throughput[i]) {
        report("matching.plan_throughput_differs", work.id, {{"found", plan_.throughput[i]}, {"wanted", into_[i]}});
      }
    }
    constexpr double kSumsRound = 1e-9;
    for (std::size_t i = 0; i < hours.size(); ++i) {
      const Workshop& workshop = instance_.workshops[i];
      if (hours[i] <= workshop.labour_hours * (1 + kSumsRound)) continue;
      report("matching.plan_labour_exceeded", workshop.id, {{"hours", hours[i]}, {"limit", workshop.labour_hours}});
    }
  }

  void check_fairness_share() {
    double small = 0, all = 0;
    for (std::size_t i = 0; i < instance_.activities.size(); ++i) {
      const Activity& work = instance_.activities[i];
      const double hours = work.hours_per_t * static_cast<double>(into_[i]) / kKilograms;
      all += hours;
      if (workshop_of(work).small) small += hours;
    }
    constexpr double kSumsRound = 1e-9;
    const double share = plan_.fairness.share;
    if (small >= share * all - kSumsRound * all && share >= 0 && share <= 1) return;
    report("matching.plan_unfair", "fairness", {{"hours", small}, {"limit", share * all}});
  }

  void check_totals() {
    Kilograms residue = 0, untaken = 0;
    for (std::size_t i = 0; i < instance_.activities.size(); ++i) {
      const Activity& work = instance_.activities[i];
      residue += into_[i];
      for (std::size_t j = 0; j < work.outputs.size(); ++j) {
        // Two factors, so that 10^12 kg times a million stays within 64 bits.
        const Kilograms thousands = into_[i] / kWhole, rest = into_[i] % kWhole;
        const std::int64_t yield = work.outputs[j].yield_millionths;
        const Kilograms made = thousands * yield + rest * yield / kWhole;
        residue -= made;
        untaken += made - sent_by_output_[i][j];
        limit(work.id, sent_by_output_[i][j], made);
      }
      add_value((instance_.policy.sigma_eur_per_h * work.hours_per_t - work.cost_eur_per_t -
                 instance_.policy.residue_eur_per_t * work.residue_share()) *
                static_cast<double>(into_[i]) / kKilograms);
    }
    total("residue_kg", plan_.residue_kg, residue);
    total("untaken_kg", plan_.untaken_kg, untaken);
  }

  void total(const std::string& field, Kilograms stated, Kilograms counted) {
    if (stated != counted) {
      report("matching.plan_total_differs", field, {{"found", stated}, {"wanted", counted}});
    }
  }

  void add_value(double eur) {
    value_ += eur;
    turnover_ += std::abs(eur);
  }

  void check_value() {
    constexpr double kSumsRound = 1e-10;
    constexpr double kLeast = 1e-6;
    if (std::abs(plan_.objective_eur - value_) <= kLeast + kSumsRound * turnover_) return;
    report("matching.plan_objective_differs", "objective_eur", {{"found", plan_.objective_eur}, {"wanted", value_}});
  }

  void check_bound() {
    if (!check_prices()) return;
    const double proven = proven_bound(instance_, plan_.prices, plan_.fairness);
    if (!(plan_.upper_bound_eur >= proven)) {
      report("matching.plan_bound_too_low", "upper_bound_eur", {{"found", plan_.upper_bound_eur}, {"wanted", proven}});
    }
    const double upper = plan_.upper_bound_eur;
    const double gap = upper == plan_.objective_eur ? 0
                       : upper == 0                 ? 1
                                                    : (upper - plan_.objective_eur) / std::abs(upper);
    constexpr double kSame = 1e-9;
    if (!(std::abs(gap - plan_.gap) <= kSame)) {
      report("matching.plan_gap_differs", "gap", {{"found", plan_.gap}, {"wanted", gap}});
    }
  }

  bool check_prices() {
    const std::size_t before = found_.size();
    const auto check = [&](const std::string& id, double price, bool may_be_above_zero) {
      if (std::isfinite(price) && price >= 0 && (price == 0 || may_be_above_zero)) return;
      report("matching.plan_price_invalid", id, {{"found", price}});
    };
    for (std::size_t i = 0; i < instance_.needs.size(); ++i) {
      check(instance_.needs[i].id, plan_.prices.need_eur_per_t[i], true);
    }
    for (std::size_t i = 0; i < instance_.activities.size(); ++i) {
      check(instance_.activities[i].id, plan_.prices.input_eur_per_t[i], true);
    }
    for (std::size_t i = 0; i < instance_.workshops.size(); ++i) {
      check(instance_.workshops[i].id, plan_.prices.labour_eur_per_h[i],
            std::isfinite(instance_.workshops[i].labour_hours));
    }
    check("fairness", plan_.fairness.eur_per_h, plan_.fairness.share > 0);
    return found_.size() == before;
  }

  const Instance& instance_;
  const Plan& plan_;
  Violations found_;
  std::vector<Kilograms> sent_by_offer_, got_by_need_, into_;
  std::vector<std::vector<Kilograms>> sent_by_output_;
  double value_ = 0, turnover_ = 0;
};

}  // namespace

Violations check_plan(const Instance& instance, const Plan& plan) {
  return PlanCheck(instance, plan).run();
}

}  // namespace kringwerk::matching
