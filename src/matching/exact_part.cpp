#include "matching/exact_model.h"
#include "matching/part_solution.h"

namespace kringwerk::matching {

PartSolution solve_exactly(const PartTask& task) {
  PartSolution solution = first_solution(task.network);
  ExactModel model(task.network, task.indexes, task.workers, task.start);
  solution.is_exact = model.solve(task.stop, [&] {
    solution.improve(model.proof(), model.bound());
    task.report(solution);
  });
  solution.improve(model.rounded());
  task.report(solution);
  return solution;
}

}  // namespace kringwerk::matching
