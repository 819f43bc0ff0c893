#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "matching/arc_set.h"
#include "matching/nth.h"
#include "matching/part_solution.h"

namespace kringwerk::matching {

namespace {

using Graph = lemon::SmartDigraph;
using Simplex = lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>;

constexpr double kPerTonne = 1000;  // whole kilograms, as offers and needs are
constexpr double kPerEuro = 1e7;    // of a price per tonne: far below what the proof notices, far from overflow
// A limit here would have a price of its own, and the proof needs all prices at the nodes.
constexpr auto kEndless = std::int64_t{1} << 40U;
constexpr double kWorthwhile = 1e-6;
constexpr double kExactly = 1e-10;  // of the bound

struct TransportAnswer {
  std::vector<double> tonnes{};  ///< per arc
  NodePrices prices{};
};

/// A circulation: one node feeds every source and drains every taker, so that supply and demand are limits of arcs.
class Circulation {
 public:
  Circulation(const PlanNetwork& network, const ArcSet& arcs)
      : network_(network),
        arcs_(arcs),
        cost_(graph_, 0),
        most_(graph_, 0),
        hub_(graph_.addNode()),
        first_arc_(size_of(network.sources) + size_of(network.takers)) {
    for (const PlanSource& source : network.sources)
      add(hub_, sources_.emplace_back(graph_.addNode()), 0, kilograms(source.tonnes));
    for (const PlanTaker& taker : network.takers)
      add(takers_.emplace_back(graph_.addNode()), hub_, 0, kilograms(taker.tonnes));
    for (int source = 0; source < size_of(network.sources); ++source) {
      for (int i = nth(arcs.first, source); i < nth(arcs.first, source + 1); ++i) add_trade(source, i);
    }
  }

  TransportAnswer solved() const {
    Simplex simplex(graph_);
    simplex.upperMap(most_).costMap(cost_).run();
    TransportAnswer answer;
    for (int i = 0; i < static_cast<int>(arcs_.size()); ++i) {
      answer.tonnes.push_back(static_cast<double>(simplex.flow(Graph::arcFromId(first_arc_ + i))) / kPerTonne);
    }
    const auto price = [&](Graph::Node dear, Graph::Node cheap) {
      return std::max(0.0, static_cast<double>(simplex.potential(dear) - simplex.potential(cheap)) / kPerEuro);
    };
    for (const Graph::Node node : sources_) answer.prices.source.push_back(price(node, hub_));
    for (const Graph::Node node : takers_) answer.prices.taker.push_back(price(hub_, node));
    answer.prices.labour.assign(network_.labour_hours.size(), 0);
    return answer;
  }

 private:
  static std::int64_t kilograms(double tonnes) { return std::llround(tonnes * kPerTonne); }

  void add(Graph::Node from, Graph::Node to, std::int64_t cost, std::int64_t most) {
    const Graph::Arc arc = graph_.addArc(from, to);
    cost_[arc] = cost;
    most_[arc] = most;
  }

  void add_trade(int source, int arc) {
    const int taker = nth(arcs_.taker, arc);
    const double worth = network_.value(source, taker).value_or(0);
    add(nth(sources_, source), nth(takers_, taker), -std::llround(worth * kPerEuro), kEndless);
  }

  const PlanNetwork& network_;
  const ArcSet& arcs_;
  Graph graph_;
  Graph::ArcMap<std::int64_t> cost_, most_;
  Graph::Node hub_;
  std::vector<Graph::Node> sources_, takers_;
  int first_arc_;  ///< of those that carry material; one for each node comes before
};

}  // namespace

PartSolution solve_transport(const PartTask& task) {
  const PlanNetwork& network = task.network;
  PartIndexes& indexes = task.indexes;
  PartSolution solution = first_solution(network);
  NodePrices prices{.source = std::vector<double>(network.sources.size()),
                    .taker = std::vector<double>(network.takers.size()),
                    .labour = std::vector<double>(network.labour_hours.size())};
  ArcSet arcs;
  if (task.start != nullptr) {
    prices = task.start->prices;
    arcs = task.start->arcs;
  }
  ArcWish wish = task.start == nullptr ? first_wish(network) : ArcWish{};
  for (bool is_first = true; task.stop() == StopReason::none; is_first = false) {
    const std::size_t before = arcs.size();
    arcs = generate_arcs(network, indexes, task.workers, prices, wish, arcs);
    if (!is_first && arcs.size() == before) {
      solution.is_exact = true;
      break;
    }
    TransportAnswer answer = Circulation(network, arcs).solved();
    solution.improve(whole_plan(network, arcs, answer.tonnes, {}));
    prices = std::move(answer.prices);
    NodePrices proof = prices;
    const double bound = plan_bound(network, indexes, task.workers, NeedPrices::as_they_are, proof);
    solution.improve(proof, bound);
    task.report(solution);
    solution.is_exact = solution.gap() <= kExactly;
    if (solution.is_exact || solution.gap() <= task.gap) break;
    wish = ArcWish{.slack_eur_per_t = -kWorthwhile, .keep_eur_per_t = std::numeric_limits<double>::infinity()};
  }
  return solution;
}

}  // namespace kringwerk::matching
