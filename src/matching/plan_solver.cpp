#include "matching/plan_solver.h"

#include <cmath>

#include "matching/fair_plan.h"
#include "matching/plan_run.h"

namespace kringwerk::matching {

double plan_gap(double objective_eur, double upper_bound_eur) {
  if (objective_eur == upper_bound_eur) return 0;
  return upper_bound_eur == 0 ? 1 : (upper_bound_eur - objective_eur) / std::abs(upper_bound_eur);
}

Plan solve_plan(const Instance& instance, const PlanOptions& options) {
  if (options.fairness > 0) return solve_fair_plan(instance, options);
  return PlanRun(instance, options, {}, options.start).solve();
}

}  // namespace kringwerk::matching
