#include "matching/synthetic_rows.h"

#include <doctest/doctest.h>

#include "matching/instance_builder.h"
#include "matching/plan_parts.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

Instance made(std::uint64_t seed) {
  auto instance = build_instance(SyntheticRows({1500, 200}, seed).make());
  REQUIRE(instance);
  return *std::move(instance);
}

}  // namespace

TEST_CASE("a seed gives one instance, another seed another") {
  const Instance instance = made(1), again = made(1), other = made(2);
  REQUIRE(instance.offers.size() == again.offers.size());
  bool is_same = true, is_other = false;
  for (std::size_t i = 0; i < instance.offers.size(); ++i) {
    is_same = is_same && instance.offers[i].kg == again.offers[i].kg && instance.offers[i].at == again.offers[i].at;
    is_other = is_other || instance.offers[i].kg != other.offers[i].kg;
  }
  CHECK(is_same);
  CHECK(is_other);
}

TEST_CASE("dismantling ties nearly everything to one part, and amounts have a heavy tail") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    const Instance instance = made(seed);
    std::size_t all = 0;
    const auto parts = plan_parts(instance);
    for (const PlanPart& part : parts) all += part.records();
    CHECK(parts.back().records() * 10 >= all * 9);
    Kilograms sum = 0;
    std::vector<Kilograms> amounts;
    for (const Offer& offer : instance.offers) amounts.push_back(offer.kg), sum += offer.kg;
    std::sort(amounts.rbegin(), amounts.rend());
    Kilograms largest_tenth = 0;
    for (std::size_t i = 0; i < amounts.size() / 10; ++i) largest_tenth += amounts[i];
    CHECK(largest_tenth * 5 >= sum * 2);
  }
}
