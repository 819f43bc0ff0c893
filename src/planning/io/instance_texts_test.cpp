#include "planning/instance_texts.h"

#include <doctest/doctest.h>

#include "matching/io/load_plan_files.h"
#include "matching/plan_check.h"
#include "matching/plan_solver.h"
#include "matching/random_problem.h"

using namespace kringwerk;
using namespace kringwerk::planning;

TEST_CASE("an instance written as files is the same instance: the same plan, which the check accepts") {
  for (int seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const matching::Instance instance = matching::built(matching::random_problem(seed));
    const auto texts = instance_texts(instance, {{"sigma_eur_per_h", "a \"source\""}});
    const auto again = matching::read_instance(texts);
    REQUIRE(again);
    CHECK(instance_texts(*again, {{"sigma_eur_per_h", "a \"source\""}}) == texts);
    const matching::Plan plan = matching::solve_plan(instance, {.gap = 0.01});
    CHECK(matching::check_plan(*again, plan).empty());
    CHECK(matching::plan_json(*again, matching::solve_plan(*again, {.gap = 0.01})) ==
          matching::plan_json(instance, plan));
  }
}
