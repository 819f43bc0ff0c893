#include "matching/whole_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/ensure.h"
#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr double kKilogramsPerTonne = 1000;

Kilograms share(Kilograms amount, Kilograms part, Kilograms whole) {
  return static_cast<Kilograms>(static_cast<Wide>(amount) * static_cast<Wide>(part) / static_cast<Wide>(whole));
}

template <class Number>
class Rounding {
 public:
  Rounding(const PlanNetwork& network, const ArcSet& arcs, const std::vector<Number>& tonnes,
           const std::vector<double>& throughput_tonnes)
      : network_(network), arcs_(arcs), tonnes_(tonnes), wanted_(throughput_tonnes) {}

  WholePlan make() {
    start();
    for (int offer = 0; offer < network_.offers(); ++offer) hand_out(offer, offer_kg(offer));
    for (const int activity : network_.order) work(activity);
    for (int need = 0; need < network_.needs(); ++need) trim(need, need_kg(need));
    fill_needs();
    return finished();
  }

 private:
  Kilograms offer_kg(int offer) const { return nth(network_.instance.offers, nth(network_.offer_ids, offer)).kg; }
  Kilograms need_kg(int need) const { return nth(network_.instance.needs, nth(network_.need_ids, need)).kg; }
  const Activity& activity_of(int activity) const {
    return nth(network_.instance.activities, nth(network_.activity_ids, activity));
  }

  void start() {
    kg_.assign(arcs_.size(), 0);
    left_.assign(network_.sources.size(), 0);
    arrived_.assign(network_.takers.size(), 0);
    throughput_.assign(network_.activities.size() - 1, 0);
    hours_left_ = network_.labour_hours;
    std::vector<double> hours(hours_left_.size(), 0);
    for (int i = 0; i < network_.activity_count(); ++i) {
      const PlanActivity& activity = nth(network_.activities, i);
      nth(hours, activity.workshop) += std::max(0.0, nth(wanted_, i)) * activity.hours_per_t;
    }
    labour_share_.assign(hours.size(), 1);
    for (int i = 0; i < size_of(hours); ++i) {
      if (nth(hours, i) > nth(hours_left_, i)) nth(labour_share_, i) = nth(hours_left_, i) / nth(hours, i);
    }
    list_arcs_by_taker();
  }

  void list_arcs_by_taker() {
    first_in_.assign(network_.takers.size() + 1, 0);
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
      if (tonnes_[i] > 0) ++nth(first_in_, arcs_.taker[i] + 1);
    }
    for (std::size_t i = 1; i < first_in_.size(); ++i) first_in_[i] += first_in_[i - 1];
    in_.resize(static_cast<std::size_t>(first_in_.back()));
    std::vector<int> next(first_in_);
    source_of_.resize(arcs_.size());
    for (int source = 0; source < size_of(network_.sources); ++source) {
      for (int i = nth(arcs_.first, source); i < nth(arcs_.first, source + 1); ++i) {
        nth(source_of_, i) = source;
        if (nth(tonnes_, i) > 0) nth(in_, nth(next, nth(arcs_.taker, i))++) = i;
      }
    }
  }

  double want(int arc) const { return std::max(0.0, static_cast<double>(nth(tonnes_, arc)) * kKilogramsPerTonne); }

  /// Whole kilograms of what a source has, near what its arcs want.
  void hand_out(int source, Kilograms available) {
    double wanted = 0;
    for (int i = nth(arcs_.first, source); i < nth(arcs_.first, source + 1); ++i) wanted += want(i);
    const double scale = wanted > static_cast<double>(available) ? static_cast<double>(available) / wanted : 1;
    Kilograms rest = std::min(available, static_cast<Kilograms>(std::llround(wanted * scale)));
    const Kilograms given = rest;
    remainders_.clear();
    for (int i = nth(arcs_.first, source); i < nth(arcs_.first, source + 1); ++i) {
      const double exact = want(i) * scale;
      if (exact <= 0) continue;
      const Kilograms whole = std::min(rest, static_cast<Kilograms>(exact));
      nth(kg_, i) = whole;
      rest -= whole;
      remainders_.push_back({exact - static_cast<double>(whole), i});
    }
    give_remainders(rest);
    nth(left_, source) = available - given + rest;
    for (int i = nth(arcs_.first, source); i < nth(arcs_.first, source + 1); ++i) {
      nth(arrived_, nth(arcs_.taker, i)) += nth(kg_, i);
    }
  }

  void give_remainders(Kilograms& rest) {
    if (rest <= 0) return;
    std::sort(remainders_.begin(), remainders_.end(),
              [](const Remainder& a, const Remainder& b) { return a.kg != b.kg ? a.kg > b.kg : a.arc < b.arc; });
    for (const Remainder& remainder : remainders_) {
      if (rest == 0) return;
      ++nth(kg_, remainder.arc);
      --rest;
    }
  }

  /// Takes back what arrives beyond `limit`, evenly.
  void trim(int taker, Kilograms limit) {
    const Kilograms arriving = nth(arrived_, taker);
    if (arriving <= limit) return;
    Kilograms kept = 0;
    for (int i = nth(first_in_, taker); i < nth(first_in_, taker + 1); ++i) {
      const int arc = nth(in_, i);
      const Kilograms now = share(nth(kg_, arc), limit, arriving);
      nth(left_, nth(source_of_, arc)) += nth(kg_, arc) - now;
      nth(kg_, arc) = now;
      kept += now;
    }
    for (int i = nth(first_in_, taker); i < nth(first_in_, taker + 1) && kept < limit; ++i) {
      const int arc = nth(in_, i);
      const Kilograms more = std::min({limit - kept, nth(left_, nth(source_of_, arc)), Kilograms{1}});
      nth(kg_, arc) += more;
      nth(left_, nth(source_of_, arc)) -= more;
      kept += more;
    }
    nth(arrived_, taker) = kept;
  }

  void work(int activity) {
    const PlanActivity& node = nth(network_.activities, activity);
    const int taker = network_.needs() + activity;
    Kilograms limit = activity_of(activity).capacity_kg;
    double& hours = nth(hours_left_, node.workshop);
    if (!std::isinf(hours) && node.hours_per_t > 0) {
      const double share_of_labour = nth(labour_share_, node.workshop);
      if (share_of_labour < 1) {
        const double fair = std::max(0.0, nth(wanted_, activity)) * share_of_labour * kKilogramsPerTonne;
        limit = std::min(limit, static_cast<Kilograms>(std::min(1e15, fair)) + 1);
      }
      const double possible = hours / node.hours_per_t * kKilogramsPerTonne;
      limit = std::min(limit, static_cast<Kilograms>(std::min(1e15, std::max(0.0, possible))));
    }
    trim(taker, limit);
    const Kilograms in = nth(arrived_, taker);
    nth(throughput_, activity) = in;
    if (!std::isinf(hours)) hours -= node.hours_per_t * static_cast<double>(in) / kKilogramsPerTonne;
    make_outputs(activity, in);
  }

  void make_outputs(int activity, Kilograms in) {
    const Activity& work = activity_of(activity);
    const int end = nth(network_.activities, activity + 1).first_output;
    for (int output = nth(network_.activities, activity).first_output; output < end; ++output) {
      const int source = network_.offers() + output;
      const Output& made = nth(work.outputs, nth(network_.sources, source).output);
      hand_out(source, share(in, made.yield_millionths, kWhole));
    }
  }

  void fill_needs() {
    std::vector<int> open;
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
      const int need = arcs_.taker[i];
      if (network_.is_need(need) && nth(left_, source_of_[i]) > 0 && nth(arrived_, need) < need_kg(need) &&
          arcs_.value[i] > 0) {
        open.push_back(static_cast<int>(i));
      }
    }
    std::sort(open.begin(), open.end(), [&](int a, int b) {
      return nth(arcs_.value, a) != nth(arcs_.value, b) ? nth(arcs_.value, a) > nth(arcs_.value, b) : a < b;
    });
    for (const int arc : open) {
      const int need = nth(arcs_.taker, arc);
      const Kilograms more = std::min(nth(left_, nth(source_of_, arc)), need_kg(need) - nth(arrived_, need));
      nth(kg_, arc) += more;
      nth(left_, nth(source_of_, arc)) -= more;
      nth(arrived_, need) += more;
    }
  }

  WholePlan finished() {
    WholePlan plan;
    double objective = 0;
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
      if (kg_[i] == 0) continue;
      const auto value = network_.value(source_of_[i], arcs_.taker[i]);
      ensure(value.has_value(), "a plan uses allowed arcs only");
      objective += *value * static_cast<double>(kg_[i]) / kKilogramsPerTonne;
      plan.flows.push_back({source_of_[i], arcs_.taker[i], kg_[i]});
    }
    Kilograms made = 0, in = 0, taken = 0;
    for (int activity = 0; activity < network_.activity_count(); ++activity) {
      const Kilograms through = nth(throughput_, activity);
      in += through;
      objective +=
          nth(network_.activities, activity).profit_eur_per_t * static_cast<double>(through) / kKilogramsPerTonne;
      for (const Output& output : activity_of(activity).outputs)
        made += share(through, output.yield_millionths, kWhole);
    }
    for (const WholeFlow& flow : plan.flows) {
      if (flow.source >= network_.offers()) taken += flow.kg;
    }
    plan.throughput = std::move(throughput_);
    plan.residue_kg = in - made;
    plan.untaken_kg = made - taken;
    plan.objective_eur = objective;
    return plan;
  }

  struct Remainder {
    double kg = 0;
    int arc = 0;
  };
  const PlanNetwork& network_;
  const ArcSet& arcs_;
  const std::vector<Number>& tonnes_;
  const std::vector<double>& wanted_;
  std::vector<Kilograms> kg_, left_, arrived_, throughput_;
  std::vector<double> hours_left_, labour_share_;
  std::vector<int> first_in_, in_, source_of_;
  std::vector<Remainder> remainders_;
};

}  // namespace

WholePlan whole_plan(const PlanNetwork& network, const ArcSet& arcs, const std::vector<float>& tonnes,
                     const std::vector<double>& throughput_tonnes) {
  return Rounding<float>(network, arcs, tonnes, throughput_tonnes).make();
}

WholePlan whole_plan(const PlanNetwork& network, const ArcSet& arcs, const std::vector<double>& tonnes,
                     const std::vector<double>& throughput_tonnes) {
  return Rounding<double>(network, arcs, tonnes, throughput_tonnes).make();
}

}  // namespace kringwerk::matching
