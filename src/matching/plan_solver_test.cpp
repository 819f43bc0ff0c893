#include "matching/plan_solver.h"

#include <coin/Clp_C_Interface.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "matching/drawn_network.h"
#include "matching/plan_check.h"
#include "matching/plan_proof.h"
#include "matching/random_problem.h"
#include "matching/synthetic_rows.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

constexpr int kProblems = 600;

/// The linear programme of the contract over all allowed arcs, written down row by row and given to Clp at once.
class WholeProgramme {
 public:
  explicit WholeProgramme(const Instance& instance) : instance_(instance) {
    for (const Offer& offer : instance.offers) offer_rows_.push_back(row(double(offer.in_period ? offer.kg : 0)));
    for (const Need& need : instance.needs) need_rows_.push_back(row(double(need.in_period ? need.kg : 0)));
    for (const Workshop& workshop : instance.workshops) labour_rows_.push_back(row(workshop.labour_hours * 1000));
    for (const Activity& activity : instance.activities) {
      input_rows_.push_back(row(0));
      output_rows_.emplace_back();
      for (std::size_t i = 0; i < activity.outputs.size(); ++i) output_rows_.back().push_back(row(0));
    }
    for (std::size_t i = 0; i < instance.activities.size(); ++i) through(i);
    for (std::size_t i = 0; i < instance.offers.size(); ++i)
      arcs(leaving_offer(instance.offers[i]), offer_rows_[i], -1);
    for (std::size_t i = 0; i < instance.activities.size(); ++i) {
      const Activity& activity = instance.activities[i];
      const Workshop& workshop = instance.workshops[std::size_t(activity.workshop)];
      for (std::size_t j = 0; j < activity.outputs.size(); ++j) {
        arcs(leaving_output(workshop, activity.outputs[j]), output_rows_[i][j], int(i));
      }
    }
  }

  double optimum() const {
    Clp_Simplex* clp = Clp_newModel();
    Clp_setLogLevel(clp, 0);
    const std::vector<double> least(most_.size(), -1e300), none(upper_.size(), 0);
    Clp_loadProblem(clp, int(upper_.size()), int(most_.size()), start_.data(), row_.data(), element_.data(),
                    none.data(), upper_.data(), cost_.data(), least.data(), most_.data());
    Clp_initialSolve(clp);
    const double best = -Clp_objectiveValue(clp) / 1000;
    CHECK(Clp_status(clp) == 0);
    Clp_deleteModel(clp);
    return best;
  }

 private:
  int row(double most) {
    most_.push_back(std::min(most, 1e300));
    return int(most_.size()) - 1;
  }
  void column(const std::map<int, double>& entries, double most, double gain) {
    for (const auto& [at, value] : entries) row_.push_back(at), element_.push_back(value);
    start_.push_back(int(row_.size()));
    upper_.push_back(most);
    cost_.push_back(-gain);
  }
  void through(std::size_t i) {
    const Activity& activity = instance_.activities[i];
    std::map<int, double> entries{{input_rows_[i], 1}};
    for (std::size_t j = 0; j < activity.outputs.size(); ++j)
      entries[output_rows_[i][j]] = -activity.outputs[j].yield();
    entries[labour_rows_[std::size_t(activity.workshop)]] = activity.hours_per_t;
    const Policy& policy = instance_.policy;
    column(entries, double(activity.capacity_kg),
           policy.sigma_eur_per_h * activity.hours_per_t - activity.cost_eur_per_t -
               policy.residue_eur_per_t * activity.residue_share());
  }
  void arcs(const Leaving& leaving, int from, int self) {
    for (std::size_t n = 0; n < instance_.needs.size(); ++n) {
      const auto value = value_at_need(instance_, leaving, instance_.needs[n]);
      if (value) column({{from, 1}, {need_rows_[n], 1}}, 1e300, *value);
    }
    for (std::size_t a = 0; a < instance_.activities.size(); ++a) {
      const auto value = value_at_activity(instance_, leaving, instance_.activities[a]);
      if (value && int(a) != self) column({{from, 1}, {input_rows_[a], -1}}, 1e300, *value);
    }
  }

  const Instance& instance_;
  std::vector<int> offer_rows_, need_rows_, labour_rows_, input_rows_;
  std::vector<std::vector<int>> output_rows_;
  std::vector<double> most_, upper_, cost_, element_;
  std::vector<int> row_, start_{0};
};

PlanOptions to_the_end() {
  return {.gap = 0};
}

bool same(const Plan& a, const Plan& b) {
  return a.flows == b.flows && a.throughput == b.throughput && a.objective_eur == b.objective_eur &&
         a.upper_bound_eur == b.upper_bound_eur && a.prices.need_eur_per_t == b.prices.need_eur_per_t &&
         a.prices.input_eur_per_t == b.prices.input_eur_per_t && a.prices.labour_eur_per_h == b.prices.labour_eur_per_h;
}

Kilograms into_needs(const Plan& plan) {
  Kilograms sum = 0;
  for (const PlanFlow& flow : plan.flows) sum += flow.need >= 0 ? flow.kg : 0;
  return sum;
}

}  // namespace

TEST_CASE("random problems: value ≤ optimum of the whole programme ≤ bound, and both touch it") {
  double value = 0, best = 0;
  for (int seed = 0; seed < kProblems; ++seed) {
    CAPTURE(seed);
    const Instance instance = built(random_problem(seed));
    const double optimum = WholeProgramme(instance).optimum();
    const Plan plan = solve_plan(instance, to_the_end());
    const double close = 1e-6 * (1 + std::abs(optimum));
    CHECK(plan.status == PlanStatus::gap_reached);
    CHECK(plan.objective_eur <= optimum + close);
    CHECK(plan.upper_bound_eur >= optimum - 1e-9 * (1 + std::abs(optimum)));
    CHECK(plan.upper_bound_eur <= optimum + close);
    CHECK(check_plan(instance, plan).empty());
    value += plan.objective_eur;
    best += optimum;
  }
  CHECK(best > 0);
  CHECK(value >= best * 0.9995);
}

TEST_CASE("the method for large parts: within its gap of the optimum, on both sides") {
  for (int seed = 0; seed < kProblems; ++seed) {
    CAPTURE(seed);
    const Instance instance = built(random_problem(seed));
    const double optimum = WholeProgramme(instance).optimum();
    const Plan plan = solve_plan(instance, {.gap = 0.02, .exact_records = 0});
    const double close = 1e-9 * (1 + std::abs(optimum));
    CHECK(plan.objective_eur <= optimum + 1e-6 * (1 + std::abs(optimum)));
    CHECK(plan.upper_bound_eur >= optimum - close);
    CHECK(plan.status == PlanStatus::gap_reached);
    CHECK(check_plan(instance, plan).empty());
  }
}

TEST_CASE("any number of threads gives the same plan") {
  const Instance instance = built(SyntheticRows({700, 60}, 5).make());
  const PlanOptions options{.gap = 0.02, .exact_records = 0};
  const Plan plan = solve_plan(instance, options);
  CHECK(plan.gap <= 0.02);
  CHECK(plan.flows.size() > 100);
  for (const int threads : {2, 8}) {
    PlanOptions more = options;
    more.threads = threads;
    CHECK(same(solve_plan(instance, more), plan));
  }
}

TEST_CASE("the order of the rows does not show") {
  for (int seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    InstanceRows rows = random_problem(seed);
    const Plan plan = solve_plan(built(rows), to_the_end());
    Dice dice(std::uint64_t(seed) + 99);
    dice.shuffle(rows.offers), dice.shuffle(rows.needs), dice.shuffle(rows.workshops);
    dice.shuffle(rows.activities), dice.shuffle(rows.outputs), dice.shuffle(rows.materials);
    CHECK(same(solve_plan(built(rows), to_the_end()), plan));
  }
}

TEST_CASE("changes that must not matter, or only one way") {
  for (int seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    const InstanceRows rows = random_problem(seed);
    const Plan plan = solve_plan(built(rows), to_the_end());
    const double close = 1e-6 * (1 + plan.upper_bound_eur);

    InstanceRows split = rows;
    split.offers.front().kg /= 2;
    split.offers.push_back(split.offers.front());
    split.offers.back().id = "z-half";
    const Plan halves = solve_plan(built(split), to_the_end());
    CHECK(halves.objective_eur <= plan.upper_bound_eur + close);
    CHECK(plan.objective_eur <= halves.upper_bound_eur + close);

    InstanceRows tenfold = rows;
    for (OfferRow& row : tenfold.offers) row.kg *= 10;
    for (NeedRow& row : tenfold.needs) row.kg *= 10;
    for (ActivityRow& row : tenfold.activities) row.capacity_kg *= 10;
    for (WorkshopRow& row : tenfold.workshops) {
      if (row.labour_hours) *row.labour_hours *= 10;
    }
    const Plan large = solve_plan(built(tenfold), to_the_end());
    CHECK(large.upper_bound_eur == doctest::Approx(10 * plan.upper_bound_eur).epsilon(1e-7));

    InstanceRows more = rows;
    for (NeedRow& row : more.needs) row.kg += 500;
    for (ActivityRow& row : more.activities) row.capacity_kg += 500;
    CHECK(solve_plan(built(more), to_the_end()).upper_bound_eur >= plan.objective_eur - close);

    InstanceRows dear = rows;
    dear.policy.tau_eur_per_tkm += 0.5;
    CHECK(solve_plan(built(dear), to_the_end()).objective_eur <= plan.upper_bound_eur + close);
  }
}

TEST_CASE("outputs are joint, and their kilograms are whole") {
  const DrawnNetwork drawn("A-B-C", R"(
    material mixed
    material good price=100
    material poor price=10
    offer house at=A material=mixed kg=1001
    activity sort at=B materials=mixed capacity=2000
    output sort material=good yield=0.333333
    output sort material=poor yield=0.5
    need shop at=C materials=good kg=5000
    need mill at=C materials=poor kg=100
  )");
  const Instance instance = drawn.instance();
  const Plan plan = solve_plan(instance, to_the_end());
  CHECK(plan.throughput == std::vector<Kilograms>{1001});
  CHECK(into_needs(plan) == 333 + 100);
  CHECK(plan.residue_kg == 1001 - 333 - 500);
  CHECK(plan.untaken_kg == 400);
  CHECK(plan.objective_eur == doctest::Approx(33.3 + 1));
  CHECK(check_plan(instance, plan).empty());
}

TEST_CASE("days bind a direct way only; permits, grades and reach bind all") {
  const auto value = [](const std::string& more) {
    const DrawnNetwork drawn("A-B-C", R"(
      material waste price=10
      material stuff price=100
      activity work at=B materials=waste
      output work material=stuff
      need shop at=C materials=stuff;waste from=2026-05-01 to=2026-05-31
    )" + more);
    const Instance instance = drawn.instance();
    const Plan plan = solve_plan(instance, to_the_end());
    CHECK(check_plan(instance, plan).empty());
    return std::lround(plan.objective_eur);
  };
  CHECK(value("offer house at=A material=waste from=2026-01-01 to=2026-01-31") == 100);
  CHECK(value("offer house at=A material=stuff from=2026-01-01 to=2026-01-31") == 0);
  CHECK(value("offer house at=A material=stuff from=2026-05-31 to=2026-06-30") == 100);
  CHECK(value("offer house at=A material=waste permit=food") == 0);
  CHECK(value("offer house at=A material=waste\npolicy max_km=9") == 0);
  CHECK(value("offer house at=A material=waste from=2026-01-01 to=2026-01-31\npolicy from=2026-02-01") == 0);
}

TEST_CASE("nothing to plan, and amounts at their ends") {
  for (const char* records : {"material m", "material m price=5\nneed n at=A materials=m",
                              "material m\nactivity a at=A materials=m cost=-50\noutput a material=m2\nmaterial m2",
                              "material m price=5\noffer o at=A material=m kg=0\nneed n at=A materials=m kg=0"}) {
    const Instance instance = DrawnNetwork("A", records).instance();
    const Plan plan = solve_plan(instance, to_the_end());
    CHECK(plan.flows.empty());
    CHECK(plan.objective_eur == 0);
    CHECK(plan.upper_bound_eur < 1e-6);
    CHECK(check_plan(instance, plan).empty());
  }
  CHECK(solve_plan(DrawnNetwork("A", "material m price=5\nneed n at=A materials=m").instance(), {}).gap == 0);
  const Instance huge = DrawnNetwork("A", R"(
    material m price=5
    offer o at=A material=m kg=1000000000000
    need n at=A materials=m kg=999999999999
  )")
                            .instance();
  const Plan plan = solve_plan(huge, to_the_end());
  CHECK(into_needs(plan) == 999'999'999'999);
  CHECK(check_plan(huge, plan).empty());
}

TEST_CASE("whenever it is stopped there is a plan that holds and says why it ended") {
  for (const StopReason reason : {StopReason::deadline, StopReason::cancelled}) {
    for (int asked = 0; asked < 12; ++asked) {
      const Instance instance = built(random_problem(3 + asked));
      int left = asked;
      PlanOptions options = to_the_end();
      options.stop = [&] { return left-- > 0 ? StopReason::none : reason; };
      const Plan plan = solve_plan(instance, options);
      CHECK(check_plan(instance, plan).empty());
      const PlanStatus said = reason == StopReason::deadline ? PlanStatus::deadline : PlanStatus::cancelled;
      if (asked == 0 && plan.gap > 0) CHECK(plan.status == said);
    }
  }
}
