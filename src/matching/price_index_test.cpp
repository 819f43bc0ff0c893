#include "matching/price_index.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "matching/nth.h"
#include "matching/plan_parts.h"
#include "matching/random_problem.h"
#include "matching/synthetic_rows.h"

namespace kringwerk::matching {

namespace {

bool comes_first(const Priced& a, const Priced& b) {
  return a.value != b.value ? a.value > b.value : a.id < b.id;
}

std::vector<double> random_prices(Dice& dice, std::size_t size) {
  std::vector<double> prices(size);
  for (double& price : prices) price = dice.one_in(4) ? 0 : dice.roll(300'000) / 1e3;
  return prices;
}

/// Every allowed arc of the source with what it leaves above both floors, best first.
std::vector<Priced> all_of_source(const PlanNetwork& network, const std::vector<double>& price, int source, bool needs,
                                  double floor) {
  std::vector<Priced> all;
  for (int taker = needs ? 0 : network.needs(); taker < (needs ? network.needs() : size_of(network.takers)); ++taker) {
    const auto value = network.value(source, taker);
    if (!value) continue;
    const double left = *value + (needs ? -nth(price, taker) : nth(price, taker));
    if (left > floor) all.push_back({left, taker});
  }
  std::sort(all.begin(), all.end(), comes_first);
  return all;
}

void compare(const std::vector<Priced>& found, const std::vector<Priced>& all, std::size_t count) {
  REQUIRE(found.size() == std::min(count, all.size()));
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i].value == doctest::Approx(all[i].value).epsilon(1e-12));
}

void compare_with_all(const PlanNetwork& network, Dice& dice, int& seen) {
  PriceIndex needs(network, IndexSide::needs), activities(network, IndexSide::activities);
  const std::vector<double> price = random_prices(dice, network.takers.size());
  needs.set(price);
  activities.set(price);
  std::vector<Priced> found;
  for (int source = 0; source < size_of(network.sources); source += 1 + dice.roll(8)) {
    for (const bool is_needs : {true, false}) {
      const double floor = dice.pick<double>({-1e300, -50, 0, 20});
      const std::size_t count = dice.pick<std::size_t>({1, 4, 1000});
      const PriceIndex& index = is_needs ? needs : activities;
      const std::vector<Priced> all = all_of_source(network, price, source, is_needs, floor);
      index.several_for_source(source, floor, count, found);
      compare(found, all, count);
      const Priced best = index.best_for_source(source, floor);
      CHECK((best.id >= 0) == !all.empty());
      if (!all.empty()) CHECK(best.value == doctest::Approx(all.front().value).epsilon(1e-12));
      seen += static_cast<int>(found.size());
    }
  }
}

}  // namespace

TEST_CASE("the index finds the best partners among all, as looking at each does") {
  int seen = 0;
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    Dice dice(seed);
    InstanceRows rows = SyntheticRows({3000, 300}, seed).make();
    rows.policy.tau_eur_per_tkm = dice.pick<double>({0, 0.2, 5});
    rows.policy.max_km = dice.pick<double>({30, 1000});
    const Instance instance = built(rows);
    for (const PlanPart& part : plan_parts(instance)) compare_with_all(PlanNetwork(instance, part), dice, seen);
  }
  CHECK(seen > 3000);
}

}  // namespace kringwerk::matching
