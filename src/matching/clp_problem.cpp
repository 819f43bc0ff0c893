#include "matching/clp_problem.h"

#include <coin/Clp_C_Interface.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

constexpr int kPivotsPerBout = 2000;
constexpr double kUnlimited = 1e300;

/// Columns of a sparse matrix, growing.
struct Columns {
  std::vector<double> lower, upper, cost, element;
  std::vector<int> start{0};
  std::vector<int> row;
  void add(double most, double gain) {
    lower.push_back(0);
    upper.push_back(most);
    cost.push_back(-gain);
    start.push_back(size_of(row));
  }
};

}  // namespace

struct ClpProblem::Model {
  Clp_Simplex* clp = Clp_newModel();
  bool is_fresh = true;
  std::vector<int> labour_row{};  ///< per workshop, −1 where unlimited
  Model() = default;
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
  ~Model() { Clp_deleteModel(clp); }
  void add(const Columns& columns) {
    Clp_addColumns(clp, size_of(columns.lower), columns.lower.data(), columns.upper.data(), columns.cost.data(),
                   columns.start.data(), columns.row.data(), columns.element.data());
  }
};

/// Rows: sources, takers, labour. The value is to be minimised with its sign turned, so that prices are minus the
/// duals.
ClpProblem::ClpProblem(const PlanNetwork& network) : network_(network), model_(std::make_unique<Model>()) {
  Clp_setLogLevel(model_->clp, 0);
  std::vector<double> most;
  for (int i = 0; i < size_of(network.sources); ++i) {
    most.push_back(i < network.offers() ? nth(network.sources, i).tonnes : 0);
  }
  for (int i = 0; i < size_of(network.takers); ++i)
    most.push_back(network.is_need(i) ? nth(network.takers, i).tonnes : 0);
  for (const double hours : network.labour_hours) {
    model_->labour_row.push_back(std::isinf(hours) ? -1 : size_of(most));
    if (!std::isinf(hours)) most.push_back(hours);
  }
  const std::vector<double> least(most.size(), -kUnlimited);
  const std::vector<int> empty(most.size() + 1, 0);
  Clp_resize(model_->clp, 0, 0);
  Clp_addRows(model_->clp, size_of(most), least.data(), most.data(), empty.data(), nullptr, nullptr);
  Columns columns;
  for (int i = 0; i < network.activity_count(); ++i) {
    const PlanActivity& activity = nth(network.activities, i);
    const auto put = [&](int row, double element) {
      columns.row.push_back(row);
      columns.element.push_back(element);
    };
    for (int output = activity.first_output; output < nth(network.activities, i + 1).first_output; ++output) {
      put(network.offers() + output, -nth(network.sources, network.offers() + output).yield);
    }
    put(size_of(network.sources) + network.needs() + i, 1);
    const int labour = nth(model_->labour_row, activity.workshop);
    if (labour >= 0 && activity.hours_per_t > 0) put(labour, activity.hours_per_t);
    columns.add(activity.capacity_tonnes, activity.profit_eur_per_t);
  }
  model_->add(columns);
}

ClpProblem::~ClpProblem() = default;

void ClpProblem::add(const std::vector<Arc>& arcs) {
  Columns columns;
  for (const Arc& arc : arcs) {
    columns.row.insert(columns.row.end(), {arc.source, size_of(network_.sources) + arc.taker});
    columns.element.insert(columns.element.end(), {1, network_.is_need(arc.taker) ? 1.0 : -1.0});
    columns.add(kUnlimited, arc.value);
  }
  model_->add(columns);
}

bool ClpProblem::solve(const std::function<StopReason()>& stop) {
  constexpr int kOptimal = 0;
  constexpr int kOutOfPivots = 3;
  Clp_setMaximumIterations(model_->clp, kPivotsPerBout);
  for (;;) {
    if (model_->is_fresh) {
      Clp_dual(model_->clp, 0);
      model_->is_fresh = false;
    } else {
      Clp_primal(model_->clp, 0);
    }
    const int status = Clp_status(model_->clp);
    if (status == kOptimal) return true;
    if (status != kOutOfPivots || stop() != StopReason::none) return false;
  }
}

double ClpProblem::objective_eur() const {
  return -Clp_objectiveValue(model_->clp);
}

double* ClpProblem::limit_place(Limit kind, int position) const {
  if (kind == Limit::activity) return Clp_columnUpper(model_->clp) + position;
  int row = position;
  if (kind == Limit::need) row += size_of(network_.sources);
  if (kind == Limit::workshop) row = nth(model_->labour_row, position);
  return Clp_rowUpper(model_->clp) + row;
}

double ClpProblem::limit(Limit kind, int position) const {
  return *limit_place(kind, position);
}

void ClpProblem::set_limit(Limit kind, int position, double amount) {
  *limit_place(kind, position) = amount;
}

double ClpProblem::value_again() {
  Clp_setMaximumIterations(model_->clp, std::numeric_limits<int>::max());
  Clp_dual(model_->clp, 0);
  Clp_setMaximumIterations(model_->clp, kPivotsPerBout);
  return objective_eur();
}

void ClpProblem::read_prices(NodePrices& prices) const {
  const double* dual = Clp_dualRowSolution(model_->clp);
  const auto price = [&](int row) { return std::max(0.0, -dual[row]); };
  for (int i = 0; i < size_of(network_.sources); ++i) nth(prices.source, i) = price(i);
  for (int i = 0; i < size_of(network_.takers); ++i) nth(prices.taker, i) = price(size_of(network_.sources) + i);
  for (int i = 0; i < size_of(network_.labour_hours); ++i) {
    const int row = nth(model_->labour_row, i);
    nth(prices.labour, i) = row < 0 ? 0 : price(row);
  }
}

std::vector<double> ClpProblem::throughput() const {
  const double* solution = Clp_primalColumnSolution(model_->clp);
  return {solution, solution + network_.activity_count()};
}

std::vector<double> ClpProblem::flows() const {
  const double* solution = Clp_primalColumnSolution(model_->clp);
  return {solution + network_.activity_count(), solution + Clp_numberColumns(model_->clp)};
}

}  // namespace kringwerk::matching
