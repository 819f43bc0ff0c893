#pragma once

#include <coin/Clp_C_Interface.h>

#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#ifdef KW_WITH_GLPK
#include <glpk.h>
#endif
#ifdef KW_WITH_LEMON
#include <lemon/list_graph.h>
#include <lemon/network_simplex.h>
#endif

#include "matching/arc_set.h"
#include "matching/nth.h"

/// What plans are measured against: the same linear programme, on the arcs that our last round looked at, for solvers
/// that take any.
namespace kringwerk::bench {

using matching::nth;
using matching::size_of;

struct PartArcs {
  std::unique_ptr<matching::PlanNetwork> network;
  matching::ArcSet arcs{};
};

/// Rows ≤, columns ≥ 0, to be maximised.
struct Programme {
  std::vector<double> row_most, column_most, gain, element;
  std::vector<int> start{0}, row;

  int rows() const { return size_of(row_most); }
  int columns() const { return size_of(gain); }

  void add(const PartArcs& part) {
    const matching::PlanNetwork& network = *part.network;
    const int sources = rows(), takers = sources + size_of(network.sources);
    for (int i = 0; i < size_of(network.sources); ++i) {
      row_most.push_back(i < network.offers() ? nth(network.sources, i).tonnes : 0);
    }
    for (int i = 0; i < size_of(network.takers); ++i) {
      row_most.push_back(network.is_need(i) ? nth(network.takers, i).tonnes : 0);
    }
    std::vector<int> labour;
    for (const double hours : network.labour_hours) {
      labour.push_back(std::isinf(hours) ? -1 : rows());
      if (!std::isinf(hours)) row_most.push_back(hours);
    }
    for (int i = 0; i < network.activity_count(); ++i) {
      const matching::PlanActivity& activity = nth(network.activities, i);
      for (int output = activity.first_output; output < nth(network.activities, i + 1).first_output; ++output) {
        put(sources + network.offers() + output, -nth(network.sources, network.offers() + output).yield);
      }
      put(takers + network.needs() + i, 1);
      const int hours = nth(labour, activity.workshop);
      if (hours >= 0 && activity.hours_per_t > 0) put(hours, activity.hours_per_t);
      end_column(activity.capacity_tonnes, activity.profit_eur_per_t);
    }
    for (int source = 0; source < size_of(network.sources); ++source) {
      for (int i = nth(part.arcs.first, source); i < nth(part.arcs.first, source + 1); ++i) {
        const int taker = nth(part.arcs.taker, i);
        put(sources + source, 1);
        put(takers + taker, network.is_need(taker) ? 1 : -1);
        end_column(kEndless, static_cast<double>(nth(part.arcs.value, i)));
      }
    }
  }

  static constexpr double kEndless = 1e300;

 private:
  void put(int at, double value) {
    row.push_back(at);
    element.push_back(value);
  }
  void end_column(double most, double worth) {
    column_most.push_back(most);
    gain.push_back(worth);
    start.push_back(size_of(row));
  }
};

/// Clp's dual simplex; the optimum in €.
inline double solve_with_clp(const Programme& programme) {
  Clp_Simplex* clp = Clp_newModel();
  Clp_setLogLevel(clp, 0);
  Clp_setOptimizationDirection(clp, -1);
  const std::vector<double> least(programme.row_most.size(), -Programme::kEndless), none(programme.gain.size(), 0);
  Clp_loadProblem(clp, programme.columns(), programme.rows(), programme.start.data(), programme.row.data(),
                  programme.element.data(), none.data(), programme.column_most.data(), programme.gain.data(),
                  least.data(), programme.row_most.data());
  Clp_initialDualSolve(clp);
  const double value = Clp_status(clp) == 0 ? Clp_objectiveValue(clp) : std::nan("");
  Clp_deleteModel(clp);
  return value;
}

#ifdef KW_WITH_GLPK
inline double solve_with_glpk(const Programme& programme) {
  glp_prob* glpk = glp_create_prob();
  glp_term_out(GLP_OFF);
  glp_set_obj_dir(glpk, GLP_MAX);
  glp_add_rows(glpk, programme.rows());
  for (int i = 0; i < programme.rows(); ++i) glp_set_row_bnds(glpk, i + 1, GLP_UP, 0, nth(programme.row_most, i));
  glp_add_cols(glpk, programme.columns());
  std::vector<int> places;
  std::vector<double> elements;
  for (int i = 0; i < programme.columns(); ++i) {
    const bool is_endless = nth(programme.column_most, i) >= Programme::kEndless;
    glp_set_col_bnds(glpk, i + 1, is_endless ? GLP_LO : GLP_DB, 0, nth(programme.column_most, i));
    glp_set_obj_coef(glpk, i + 1, nth(programme.gain, i));
    places.assign(1, 0), elements.assign(1, 0);
    for (int at = nth(programme.start, i); at < nth(programme.start, i + 1); ++at) {
      places.push_back(nth(programme.row, at) + 1);
      elements.push_back(nth(programme.element, at));
    }
    glp_set_mat_col(glpk, i + 1, size_of(places) - 1, places.data(), elements.data());
  }
  glp_smcp how;
  glp_init_smcp(&how);
  how.presolve = GLP_ON;
  const bool is_done = glp_simplex(glpk, &how) == 0 && glp_get_status(glpk) == GLP_OPT;
  return is_done ? glp_get_obj_val(glpk) : std::nan("");
}
#endif

#ifdef KW_WITH_LEMON
/// Transport only, in whole kilograms and thousandths of a cent per tonne.
inline double solve_with_lemon(const std::vector<PartArcs>& parts) {
  using Graph = lemon::ListDigraph;
  constexpr double kPerTonne = 1000, kPerEuro = 100'000;
  double total = 0;
  for (const PartArcs& part : parts) {
    const matching::PlanNetwork& network = *part.network;
    Graph graph;
    graph.reserveNode(size_of(network.sources) + size_of(network.takers) + 1);
    graph.reserveArc(static_cast<int>(part.arcs.size()) + size_of(network.sources) + size_of(network.takers));
    std::vector<Graph::Node> nodes;
    for (int i = 0; i <= size_of(network.sources) + size_of(network.takers); ++i) nodes.push_back(graph.addNode());
    Graph::ArcMap<std::int64_t> cost(graph, 0), most(graph, 0);
    const auto arc = [&](Graph::Node from, Graph::Node to, std::int64_t worth, std::int64_t kg) {
      const Graph::Arc made = graph.addArc(from, to);
      cost[made] = -worth;
      most[made] = kg;
    };
    const Graph::Node all = nodes.back();
    const auto whole = [](double tonnes) { return static_cast<std::int64_t>(std::llround(tonnes * kPerTonne)); };
    for (int i = 0; i < size_of(network.sources); ++i)
      arc(all, nth(nodes, i), 0, whole(nth(network.sources, i).tonnes));
    for (int i = 0; i < size_of(network.takers); ++i) {
      arc(nth(nodes, size_of(network.sources) + i), all, 0, whole(nth(network.takers, i).tonnes));
    }
    for (int source = 0; source < size_of(network.sources); ++source) {
      for (int i = nth(part.arcs.first, source); i < nth(part.arcs.first, source + 1); ++i) {
        arc(nth(nodes, source), nth(nodes, size_of(network.sources) + nth(part.arcs.taker, i)),
            std::llround(static_cast<double>(nth(part.arcs.value, i)) * kPerEuro), std::int64_t{1} << 40U);
      }
    }
    lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
    simplex.upperMap(most).costMap(cost);
    if (simplex.run() != lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>::OPTIMAL) return std::nan("");
    total -= static_cast<double>(simplex.totalCost()) / kPerTonne / kPerEuro;
  }
  return total;
}
#endif

}  // namespace kringwerk::bench
