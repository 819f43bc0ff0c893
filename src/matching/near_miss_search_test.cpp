#include "matching/near_miss_search.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <array>

#include "matching/instance_builder.h"
#include "matching/random_rows.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

constexpr std::uint64_t kInstances = 150;

bool is_same(const NearMiss& a, const NearMiss& b) {
  return a.constraint == b.constraint && a.at == b.at && a.shortfall == b.shortfall &&
         a.missing_permits == b.missing_permits && a.chain.score_eur_per_t == b.chain.score_eur_per_t &&
         a.chain.path.offer == b.chain.path.offer && a.chain.path.need == b.chain.path.need &&
         a.chain.path.steps == b.chain.path.steps;
}

template <class Look>
void each_question(Look look) {
  for (std::uint64_t seed = 1; seed <= kInstances; ++seed) {
    CAPTURE(seed);
    auto instance = build_instance(RandomRows(seed).make());
    REQUIRE(instance.has_value());
    const MatchIndex index(*std::move(instance));
    const std::array<std::size_t, 3> records{index.instance().offers.size(), index.instance().needs.size(),
                                             index.instance().activities.size()};
    for (int kind = 0; kind < 3; ++kind) {
      for (int record = 0; record < static_cast<int>(records[static_cast<std::size_t>(kind)]); ++record) {
        look(index, ChainQuery{.kind = static_cast<QueryKind>(kind), .record = record});
      }
    }
  }
}

}  // namespace

TEST_CASE("with time enough the near-misses are those of the whole search") {
  int found = 0;
  each_question([&](const MatchIndex& index, const ChainQuery& query) {
    const std::vector<NearMiss> expected = best_chains(index, query).near_misses;
    const NearMissAnswer answer = near_misses(index, query, [] { return false; });
    CHECK(std::equal(answer.found.begin(), answer.found.end(), expected.begin(), expected.end(), is_same));
    CHECK(answer.cut_short.empty());
    found += static_cast<int>(answer.found.size());
  });
  CHECK(found > 500);
}

TEST_CASE("cut short at any moment it tells nothing that is wrong, and says what it does not know") {
  Dice dice(7);
  int cut = 0, known = 0;
  each_question([&](const MatchIndex& index, const ChainQuery& query) {
    const std::vector<NearMiss> expected = best_chains(index, query).near_misses;
    int left = dice.roll(9);
    const NearMissAnswer answer = near_misses(index, query, [&] { return --left < 0; });
    for (const NearMiss& miss : expected) {
      const bool is_found =
          std::any_of(answer.found.begin(), answer.found.end(), [&](const NearMiss& it) { return is_same(it, miss); });
      const bool is_cut =
          std::find(answer.cut_short.begin(), answer.cut_short.end(), miss.constraint) != answer.cut_short.end();
      CHECK(is_found != is_cut);
    }
    CHECK(answer.found.size() <= expected.size());
    cut += static_cast<int>(answer.cut_short.size());
    known += static_cast<int>(answer.found.size());
  });
  CHECK(cut > 500);
  CHECK(known > 200);
}
