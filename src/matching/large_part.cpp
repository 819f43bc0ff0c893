#include <algorithm>
#include <utility>

#include "matching/arc_set.h"
#include "matching/halpern_iteration.h"
#include "matching/nth.h"
#include "matching/part_solution.h"

namespace kringwerk::matching {

namespace {

constexpr int kFirstRounds = 4;  // short ones: the arcs are not yet worth solving well
constexpr int kRoughRounds = 2;  // of those: far from anything worth proving
constexpr int kShortBout = 40;
constexpr int kBout = 50;
constexpr int kBouts = 4;
constexpr int kIdleRounds = 8;        // without progress: single precision has given what it can
constexpr double kProveShare = 0.85;  // of the gap on the arcs at hand: from here a proof over all arcs may do
constexpr double kInnerShare = 0.6;   // of the gap, for the arcs at hand
constexpr double kMissedShare = 0.5;  // of what the last proof had beyond the arcs at hand: more of them come first

class LargePart {
 public:
  explicit LargePart(const PartTask& task)
      : task_(task), network_(task.network), indexes_(task.indexes), solution_(first_solution(task.network)) {}

  PartSolution solve() {
    begin();
    for (int round = task_.start == nullptr ? 0 : kFirstRounds; !is_done() && idle_ < kIdleRounds; ++round) {
      is_rough_ = round < kRoughRounds;
      iterate(round < kFirstRounds ? 1 : kBouts, round < kFirstRounds ? kShortBout : kBout);
      const double before = solution_.gap();
      if (!is_rough_ || stopped()) prove();
      idle_ = solution_.gap() < before * 0.999 || round < kFirstRounds ? 0 : idle_ + 1;
      task_.report(solution_);
      if (is_done()) break;
      arcs_ = generate_arcs(network_, indexes_, task_.workers, prices_, modest_wish(), arcs_);
    }
    if (!is_done()) finish_exactly();
    return std::move(solution_);
  }

 private:
  bool stopped() const { return task_.stop() != StopReason::none; }
  bool is_done() const { return solution_.gap() <= task_.gap || stopped(); }

  static ArcWish modest_wish() {
    ArcWish wish;
    wish.needs_of_offer = 4;
    wish.needs_of_output = 8;
    wish.activities = 2;
    wish.outputs_of_need = 2;
    wish.keep_eur_per_t = 1;
    return wish;
  }

  void begin() {
    task_.start == nullptr ? begin_cold() : begin_warm();
    double sum = 0;
    for (const float value : arcs_.value) sum += static_cast<double>(std::max(0.0F, value));
    constexpr double kShareOfValue = 0.25;
    if (arcs_.size() > 0) weight_ = std::max(1.0, kShareOfValue * sum / static_cast<double>(arcs_.size()));
  }

  void begin_warm() {
    prices_ = task_.start->prices;
    throughput_ = task_.start->throughput;
    solution_.improve(whole_plan(network_, task_.start->arcs, task_.start->tonnes, throughput_));
    solution_.improve(prices_, bound_of(network_, prices_));
    task_.report(solution_);
    if (is_done()) return;
    arcs_ = generate_arcs(network_, indexes_, task_.workers, prices_, modest_wish(), task_.start->arcs);
    solution_.improve(whole_plan(network_, arcs_, arcs_.tonnes, throughput_));
    prove();
    task_.report(solution_);
  }

  void begin_cold() {
    prices_.source.assign(network_.sources.size(), 0);
    prices_.taker.assign(network_.takers.size(), 0);
    prices_.labour.assign(network_.labour_hours.size(), 0);
    throughput_.assign(network_.activity_ids.size(), 0);
    arcs_ = generate_arcs(network_, indexes_, task_.workers, prices_, first_wish(network_, modest_wish()), {});
  }

  /// Up to `bouts` times some iterations, until the arcs at hand leave half of the wanted gap. Each ends with a plan,
  /// but in a rough round: there only a stop asks for one.
  void iterate(int bouts, int iterations) {
    HalpernIteration method(network_, arcs_, task_.workers, prices_, throughput_, weight_);
    constexpr int kBetweenQuestions = 10;
    for (int bout = 0; bout < bouts && !stopped(); ++bout) {
      for (int i = 0; i < iterations && !stopped(); i += kBetweenQuestions) method.run(kBetweenQuestions);
      method.read_tonnes(arcs_);
      method.read_prices(prices_);
      if (is_rough_ && !stopped()) continue;
      solution_.improve(whole_plan(network_, arcs_, arcs_.tonnes, method.throughput()));
      const double bound = bound_on_arcs();
      const double open = bound - solution_.plan.objective_eur;
      if (open < kMissedShare * (solution_.upper_bound_eur - bound)) break;
      if (open > kProveShare * task_.gap * bound) continue;
      prove();
      if (is_done() || open <= kInnerShare * task_.gap * bound) break;
    }
    throughput_ = method.throughput();
    weight_ = method.weight();
  }

  /// What the prices prove when only the arcs at hand are allowed.
  double bound_on_arcs() const {
    NodePrices priced = prices_;
    for (int source = 0; source < size_of(network_.sources); ++source) {
      double price = 0;
      for (int i = nth(arcs_.first, source); i < nth(arcs_.first, source + 1); ++i) {
        const int taker = nth(arcs_.taker, i);
        const double of_taker = nth(prices_.taker, taker);
        const double left = static_cast<double>(nth(arcs_.value, i)) + (network_.is_need(taker) ? -of_taker : of_taker);
        price = std::max(price, left);
      }
      nth(priced.source, source) = price;
    }
    return bound_of(network_, priced);
  }

  void prove() {
    NodePrices proof = prices_;
    const double bound = plan_bound(network_, indexes_, task_.workers, NeedPrices::raised, proof);
    solution_.improve(proof, bound);
  }

  void finish_exactly() {
    PartTask exact = task_;
    const PartStart so_far{.prices = prices_, .arcs = arcs_, .tonnes = {}, .throughput = throughput_};
    exact.start = &so_far;
    PartSolution finished = solve_exactly(exact);
    solution_.improve(std::move(finished.plan));
    solution_.improve(finished.prices, finished.upper_bound_eur);
    solution_.is_exact = finished.is_exact;
  }

  const PartTask& task_;
  const PlanNetwork& network_;
  PartIndexes& indexes_;
  PartSolution solution_;
  NodePrices prices_;
  std::vector<double> throughput_;
  ArcSet arcs_;
  double weight_ = 60;
  int idle_ = 0;
  bool is_rough_ = false;
};

}  // namespace

PartSolution solve_nearly(const PartTask& task) {
  return LargePart(task).solve();
}

}  // namespace kringwerk::matching
