#include "matching/affected.h"

#include <doctest/doctest.h>
#include <algorithm>

#include "matching/chain_search.h"
#include "matching/drawn_network.h"
#include "matching/instance_builder.h"
#include "matching/random_rows.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

/// The chains of every offer and need, as text; an absent record has none.
std::vector<std::string> lists_of(const MatchIndex& index, QueryKind kind, std::size_t records) {
  std::vector<std::string> lists;
  for (std::size_t record = 0; record < records; ++record) {
    std::string text;
    const ChainQuery query{.kind = kind, .record = int(record), .k = 50, .near_misses = NearMisses::off};
    for (const Chain& chain : best_chains(index, query).chains) {
      text += DrawnNetwork::route(index.instance(), chain.path) + " " + std::to_string(chain.score_eur_per_t) + "\n";
    }
    lists.push_back(text);
  }
  return lists;
}

struct Lists {
  std::vector<std::string> offers, needs;
};
Lists lists_of(const MatchIndex& index) {
  return {lists_of(index, QueryKind::offer, index.instance().offers.size()),
          lists_of(index, QueryKind::need, index.instance().needs.size())};
}

int check_differences(const std::vector<std::string>& a, const std::vector<std::string>& b,
                      const std::vector<int>& named) {
  int differences = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    ++differences;
    CHECK(std::binary_search(named.begin(), named.end(), int(i)));
  }
  return differences;
}

}  // namespace

TEST_CASE("whose chains change with a record was foretold") {
  int differences = 0;
  std::size_t named = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    const auto built = build_instance(RandomRows(seed).make());
    REQUIRE(built.has_value());
    Dice dice(seed);
    MatchIndex index(*built);
    const Lists before = lists_of(index);
    const auto position = [&](std::size_t records) { return dice.roll(int(records)); };
    Affected affected;
    const int kind = dice.roll(built->activities.empty() ? 2 : 3);
    if (kind == 0) {
      const int offer = position(built->offers.size());
      affected = affected_by_offer(index, offer);
      index.remove_offer(built->offers[std::size_t(offer)].id);
    } else if (kind == 1) {
      const int need = position(built->needs.size());
      affected = affected_by_need(index, need);
      index.remove_need(built->needs[std::size_t(need)].id);
    } else {
      const int activity = position(built->activities.size());
      affected = affected_by_activity(index, activity);
      index.remove_activity(built->activities[std::size_t(activity)].id);
    }
    const Lists after = lists_of(index);
    differences += check_differences(before.offers, after.offers, affected.offers);
    differences += check_differences(before.needs, after.needs, affected.needs);
    named += affected.offers.size() + affected.needs.size();
  }
  CHECK(differences > 200);
  CHECK(named < std::size_t(differences) * 4);
  MESSAGE("changed " << differences << ", named " << named);
}
