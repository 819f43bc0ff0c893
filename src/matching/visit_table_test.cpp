#include "matching/visit_table.h"

#include <doctest/doctest.h>

#include <map>

#include "matching/synthetic_rows.h"

using namespace kringwerk::matching;

TEST_CASE("a visit table keeps a value for each key, like a map, and is empty again when cleared") {
  Chance chance(3);
  VisitTable<int> table;
  for (int round = 0; round < 5; ++round) {
    std::map<std::uint64_t, int> expected;
    for (int i = 0; i < 2000; ++i) {
      const std::uint64_t key = static_cast<std::uint64_t>(chance.below(700)) << (i % 2 == 0 ? 0U : 40U);
      CHECK(++table[key] == ++expected[key]);
    }
    CHECK(table.find(std::uint64_t{1} << 63U) == nullptr);
    for (const auto& [key, value] : expected) CHECK(*table.find(key) == value);
    table.clear();
    CHECK(table.find(0) == nullptr);
  }
}
