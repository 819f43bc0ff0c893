#include "matching/bound_queue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "matching/synthetic_rows.h"

using namespace kringwerk::matching;

namespace {

struct Numbered {
  std::int64_t bound = 0;
  int next = -1;
  int number = 0;
};

bool is_below(const Numbered& a, const Numbered& b) {
  return a.bound != b.bound ? a.bound < b.bound : a.number < b.number;
}

/// Of every size, also below zero, and often the same.
std::int64_t any_bound(Chance& chance) {
  const auto bound = static_cast<std::int64_t>(std::exp(chance.share() * 40)) - 3;
  return chance.happens(0.3) ? bound % 7 - 3 : bound;
}

}  // namespace

TEST_CASE("a queue hands out what a sorted list would, however pushing and popping take turns") {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
    Chance chance(seed);
    BoundQueue<Numbered> queue;
    std::vector<Numbered> sorted;
    for (int number = 0; number < 2000; ++number) {
      const Numbered item{.bound = any_bound(chance), .number = number};
      queue.push(item, is_below);
      sorted.insert(std::upper_bound(sorted.begin(), sorted.end(), item, is_below), item);
      while (!sorted.empty() && chance.happens(0.45)) {
        REQUIRE(queue.pop(is_below).number == sorted.back().number);
        sorted.pop_back();
      }
      CHECK(queue.is_empty() == sorted.empty());
    }
  }
}

TEST_CASE("a queue that was cleared forgets what lay in it, near or aside") {
  Chance chance(11);
  BoundQueue<Numbered> queue;
  for (int round = 0; round < 20; ++round) {
    std::vector<Numbered> sorted;
    for (int number = 0; number < 100; ++number) {
      sorted.push_back({.bound = any_bound(chance), .number = number});
      queue.push(sorted.back(), is_below);
    }
    std::sort(sorted.begin(), sorted.end(), is_below);
    for (int taken = 0; taken < 5 * round; ++taken) {
      REQUIRE(queue.pop(is_below).number == sorted.back().number);
      sorted.pop_back();
    }
    queue.clear();
    CHECK(queue.is_empty());
  }
}

TEST_CASE("a queue takes the largest and the smallest bound there is") {
  BoundQueue<Numbered> queue;
  queue.push({.bound = std::numeric_limits<std::int64_t>::min(), .number = 1}, is_below);
  queue.push({.bound = std::numeric_limits<std::int64_t>::max(), .number = 2}, is_below);
  CHECK(queue.pop(is_below).number == 2);
  CHECK(queue.pop(is_below).number == 1);
  CHECK(queue.is_empty());
}
