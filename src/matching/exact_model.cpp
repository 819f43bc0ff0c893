#include "matching/exact_model.h"

#include <algorithm>
#include <numeric>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

constexpr double kExact = 1e-10;
constexpr double kWorthwhile = 1e-7;
constexpr double kWarmSlack = 5;

}  // namespace

ExactModel::ExactModel(const PlanNetwork& network, PartIndexes& indexes, Workers& workers, const PartStart* start)
    : network_(network), workers_(workers), start_(start), indexes_(indexes), problem_(network) {
  if (start != nullptr) {
    prices_ = start->prices;
    return;
  }
  prices_.source.assign(network.sources.size(), 0);
  prices_.taker.assign(network.takers.size(), 0);
  prices_.labour.assign(network.labour_hours.size(), 0);
}

ArcSet ExactModel::wanted() const {
  ArcWish wish = first_wish(network_);
  if (is_solved_) {
    wish = {};
    wish.slack_eur_per_t = -kWorthwhile;
  } else if (start_ != nullptr) {
    wish.slack_eur_per_t = kWarmSlack;
  }
  const ArcSet known = !is_solved_ && start_ != nullptr ? start_->arcs : ArcSet{};
  return generate_arcs(network_, indexes_, workers_, prices_, wish, known);
}

bool ExactModel::solve(const std::function<StopReason()>& stop, const std::function<void()>& improved) {
  while (add_new(wanted())) {
    const bool optimal = problem_.solve(stop);
    is_solved_ = true;
    problem_.read_prices(prices_);
    proof_ = prices_;
    bound_ = plan_bound(network_, indexes_, workers_, NeedPrices::as_they_are, proof_);
    improved();
    if (!optimal || stop() != StopReason::none) return false;
    if (bound_ - value_eur() <= kExact * bound_) return true;
  }
  return true;
}

/// False when there is nothing new: then the last answer was the best.
bool ExactModel::add_new(const ArcSet& found) {
  std::vector<ClpProblem::Arc> fresh;
  for (int source = 0; source < size_of(network_.sources); ++source) {
    for (int i = nth(found.first, source); i < nth(found.first, source + 1); ++i) {
      const int taker = nth(found.taker, i);
      if (!known_.emplace(source, taker).second) continue;
      if (const auto value = network_.value(source, taker)) fresh.push_back({source, taker, *value});
    }
  }
  if (fresh.empty() && is_solved_) return false;
  problem_.add(fresh);
  arcs_.insert(arcs_.end(), fresh.begin(), fresh.end());
  return true;
}

void ExactModel::add_near(double slack_eur_per_t) {
  ArcWish wish;
  wish.slack_eur_per_t = slack_eur_per_t;
  add_new(generate_arcs(network_, indexes_, workers_, proof_, wish, {}));
}

WholePlan ExactModel::rounded() const {
  const std::vector<double> flows = arcs_.empty() ? std::vector<double>{} : problem_.flows();
  std::vector<int> order(arcs_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    const ClpProblem::Arc& first = nth(arcs_, a);
    const ClpProblem::Arc& second = nth(arcs_, b);
    return std::pair(first.source, first.taker) < std::pair(second.source, second.taker);
  });
  ArcSet set;
  std::vector<double> tonnes;
  set.first.assign(network_.sources.size() + 1, 0);
  for (const int i : order) {
    ++nth(set.first, nth(arcs_, i).source + 1);
    set.taker.push_back(nth(arcs_, i).taker);
    set.value.push_back(static_cast<float>(nth(arcs_, i).value));
    tonnes.push_back(nth(flows, i));
  }
  std::partial_sum(set.first.begin(), set.first.end(), set.first.begin());
  return whole_plan(network_, set, tonnes, problem_.throughput());
}

}  // namespace kringwerk::matching
