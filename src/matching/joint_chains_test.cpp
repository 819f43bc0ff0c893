#include "matching/joint_chains.h"

#include <doctest/doctest.h>

#include <string>

#include "matching/nth.h"
#include "matching/random_problem.h"

namespace kringwerk::matching {

namespace {

std::string told(const Instance& instance, const ChainPath& path) {
  std::string text = nth(instance.offers, path.offer).id;
  for (const Step step : path.steps) {
    text += " > " + nth(instance.activities, step.activity).id + "." + std::to_string(step.output);
  }
  return text + " > " + nth(instance.needs, path.need).id;
}

/// Every other record of one kind, and in both parts the one that is asked about.
template <class Row>
std::vector<Row> every_other(const std::vector<Row>& rows, std::size_t asked, std::size_t part) {
  std::vector<Row> some;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == asked || i % 2 == part) some.push_back(rows[i]);
  }
  return some;
}

struct Compared {
  int answers = 0;
  int from_both = 0;
};

void compare(const InstanceRows& rows, QueryKind kind, std::size_t asked, Compared& seen) {
  constexpr int kMost = 3;
  InstanceRows parts[2] = {rows, rows};
  for (std::size_t part = 0; part < 2; ++part) {
    if (kind == QueryKind::offer) {
      parts[part].offers = {rows.offers[asked]};
      parts[part].needs = every_other(rows.needs, rows.needs.size(), part);
    } else {
      parts[part].needs = {rows.needs[asked]};
      parts[part].offers = every_other(rows.offers, rows.offers.size(), part);
    }
  }
  const MatchIndex whole(built(rows)), one(built(parts[0])), two(built(parts[1]));
  const std::string& id = kind == QueryKind::offer ? rows.offers[asked].id : rows.needs[asked].id;
  const auto position = [&](const MatchIndex& index) {
    return kind == QueryKind::offer ? index.find_offer(id) : index.find_need(id);
  };
  std::vector<std::string> expected, found;
  const ChainQuery query{.kind = kind, .record = position(whole), .k = kMost, .near_misses = NearMisses::off};
  for (const Chain& chain : best_chains(whole, query).chains) expected.push_back(told(whole.instance(), chain.path));
  bool uses_first = false, uses_second = false;
  for (const JointChain& chain : best_joint_chains({one, kind, position(one)}, {two, kind, position(two)}, kMost)) {
    (chain.is_second ? uses_second : uses_first) = true;
    found.push_back(told((chain.is_second ? two : one).instance(), chain.path));
  }
  CHECK(found == expected);
  seen.answers += expected.empty() ? 0 : 1;
  seen.from_both += uses_first && uses_second ? 1 : 0;
}

}  // namespace

TEST_CASE("two indexes asked together answer as one with the records of both") {
  Compared seen;
  for (int seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    const InstanceRows rows = random_problem(seed);
    for (std::size_t i = 0; i < rows.offers.size(); ++i) compare(rows, QueryKind::offer, i, seen);
    for (std::size_t i = 0; i < rows.needs.size(); ++i) compare(rows, QueryKind::need, i, seen);
  }
  CHECK(seen.answers > 200);
  CHECK(seen.from_both > 50);
}

}  // namespace kringwerk::matching
