#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "matching/at_position.h"
#include "matching/clp_problem.h"
#include "matching/part_solution.h"

namespace kringwerk::matching {

namespace {

class ExactPart {
 public:
  explicit ExactPart(const PartTask& task)
      : task_(task),
        network_(task.network),
        indexes_(task.network),
        problem_(task.network),
        solution_(first_solution(task.network)) {}

  PartSolution solve() {
    const bool is_warm = task_.start != nullptr;
    NodePrices prices = is_warm ? task_.start->prices : no_prices();
    ArcWish wish = first_wish(network_);
    if (is_warm) wish.slack_eur_per_t = kWarmSlack;
    const ArcSet known = is_warm ? task_.start->arcs : ArcSet{};
    while (add_new(generate_arcs(network_, indexes_, task_.workers, prices, wish, is_solved_ ? ArcSet{} : known))) {
      const bool optimal = problem_.solve(task_.stop);
      is_solved_ = true;
      problem_.read_prices(prices);
      NodePrices proof = prices;
      const double bound = plan_bound(network_, indexes_, task_.workers, NeedPrices::as_they_are, proof);
      solution_.improve(proof, bound);
      task_.report(solution_);
      if (!optimal || task_.stop() != StopReason::none) break;
      if (bound - problem_.objective_eur() <= kExact * bound) {
        solution_.is_exact = true;
        break;
      }
      wish = {};
      wish.slack_eur_per_t = -kWorthwhile;
    }
    solution_.improve(rounded());
    task_.report(solution_);
    return std::move(solution_);
  }

 private:
  static constexpr double kExact = 1e-10;
  static constexpr double kWorthwhile = 1e-7;
  static constexpr double kWarmSlack = 5;

  NodePrices no_prices() const {
    return {std::vector<double>(network_.sources.size(), 0), std::vector<double>(network_.takers.size(), 0),
            std::vector<double>(network_.labour_hours.size(), 0)};
  }

  /// False when there is nothing new: then the last answer was the best.
  bool add_new(const ArcSet& found) {
    std::vector<ClpProblem::Arc> fresh;
    for (int source = 0; source < count(network_.sources); ++source) {
      for (int i = at(found.first, source); i < at(found.first, source + 1); ++i) {
        const int taker = at(found.taker, i);
        if (!known_.emplace(source, taker).second) continue;
        if (const auto value = network_.value(source, taker)) fresh.push_back({source, taker, *value});
      }
    }
    if (fresh.empty() && is_solved_) {
      solution_.is_exact = true;
      return false;
    }
    problem_.add(fresh);
    arcs_.insert(arcs_.end(), fresh.begin(), fresh.end());
    return true;
  }

  WholePlan rounded() const {
    const std::vector<double> flows = arcs_.empty() ? std::vector<double>{} : problem_.flows();
    std::vector<int> order(arcs_.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
      const ClpProblem::Arc& first = at(arcs_, a);
      const ClpProblem::Arc& second = at(arcs_, b);
      return std::pair(first.source, first.taker) < std::pair(second.source, second.taker);
    });
    ArcSet set;
    std::vector<double> tonnes;
    set.first.assign(network_.sources.size() + 1, 0);
    for (const int i : order) {
      ++at(set.first, at(arcs_, i).source + 1);
      set.taker.push_back(at(arcs_, i).taker);
      set.value.push_back(static_cast<float>(at(arcs_, i).value));
      tonnes.push_back(at(flows, i));
    }
    std::partial_sum(set.first.begin(), set.first.end(), set.first.begin());
    return whole_plan(network_, set, tonnes, problem_.throughput());
  }

  const PartTask& task_;
  const PlanNetwork& network_;
  PartIndexes indexes_;
  ClpProblem problem_;
  PartSolution solution_;
  std::vector<ClpProblem::Arc> arcs_;
  std::set<std::pair<int, int>> known_;
  bool is_solved_ = false;
};

}  // namespace

PartSolution solve_exactly(const PartTask& task) {
  return ExactPart(task).solve();
}

}  // namespace kringwerk::matching
