#include "matching/brute_force_oracle.h"

#include <doctest/doctest.h>
#include <array>

#include "matching/instance_builder.h"
#include "matching/random_rows.h"
#include "matching/synthetic_rows.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

constexpr int kInstances = 1500;

std::string text_of(const Instance& instance, const ChainPath& path) {
  std::string text = instance.offers[std::size_t(path.offer)].id;
  for (const Step& step : path.steps) {
    const Activity& activity = instance.activities[std::size_t(step.activity)];
    text += " " + activity.id + ":" +
            instance.materials[std::size_t(activity.outputs[std::size_t(step.output)].material)].id;
  }
  return text + " " + instance.needs[std::size_t(path.need)].id;
}

struct Seen {
  int chains = 0, ties = 0, dropped = 0;
  std::array<int, 7> near_misses{};
};

void compare_chains(const Instance& instance, const ChainQuery& query, const ChainAnswer& answer, Seen& seen) {
  const std::vector<oracle::Found> expected = oracle::Oracle(instance, query).chains();
  REQUIRE(answer.chains.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(text_of(instance, answer.chains[i].path) == text_of(instance, expected[i].path));
    CHECK(answer.chains[i].score_eur_per_t == doctest::Approx(expected[i].score).epsilon(1e-9));
    ++seen.chains;
    if (i > 0 && expected[i].millionths == expected[i - 1].millionths) ++seen.ties;
  }
}

void compare_near_misses(const Instance& instance, const ChainQuery& query, const ChainAnswer& answer, Seen& seen) {
  std::size_t at = 0;
  for (int kind = 0; kind < 7; ++kind) {
    const auto constraint = static_cast<Constraint>(kind);
    const auto expected = oracle::Oracle(instance, query).near_miss(constraint);
    const bool has = at < answer.near_misses.size() && answer.near_misses[at].constraint == constraint;
    REQUIRE_MESSAGE(has == expected.has_value(), "constraint " << kind);
    if (!has) continue;
    const NearMiss& miss = answer.near_misses[at++];
    const std::size_t place = std::size_t(expected->fault.place);
    const std::vector<Step>& steps = expected->path.steps;
    const std::string id = place == steps.size() ? instance.needs[std::size_t(expected->path.need)].id
                                                 : instance.activities[std::size_t(steps[place].activity)].id;
    CHECK(text_of(instance, miss.chain.path) == text_of(instance, expected->path));
    CHECK(miss.at == id);
    CHECK(miss.shortfall == doctest::Approx(expected->fault.shortfall).epsilon(1e-7));
    CHECK(miss.chain.score_eur_per_t == doctest::Approx(expected->score).epsilon(1e-7));
    ++seen.near_misses[std::size_t(kind)];
  }
  CHECK(at == answer.near_misses.size());
}

void check_account(const Instance& instance, const Chain& chain) {
  double sum = 0;
  for (const Term& term : chain.ledger) sum += term.eur_per_t;
  CHECK(sum == chain.value_eur_per_t);
  Kilograms arriving = chain.amounts.empty() ? 0 : chain.amounts.front().in;
  for (std::size_t i = 0; i < chain.amounts.size(); ++i) {
    const StepAmounts& at = chain.amounts[i];
    CHECK(at.in == arriving);
    CHECK(at.in == at.out + at.other_outputs + at.residue);
    CHECK(at.residue >= 0);
    CHECK(at.in <= instance.activities[std::size_t(chain.path.steps[i].activity)].capacity_kg);
    arriving = at.out;
  }
  CHECK(arriving <= instance.needs[std::size_t(chain.path.need)].kg);
}

void compare_all_queries(const Instance& instance, Dice& dice, Seen& seen) {
  const MatchIndex index(instance);
  const std::array<std::size_t, 3> records{instance.offers.size(), instance.needs.size(), instance.activities.size()};
  for (int kind = 0; kind < 3; ++kind) {
    for (int record = 0; record < int(records[std::size_t(kind)]); ++record) {
      ChainQuery query{.kind = static_cast<QueryKind>(kind), .record = record};
      query.k = 1 + dice.roll(12);
      query.max_steps = dice.roll(5);
      query.diversity = dice.one_in(2) ? Diversity::on : Diversity::off;
      CAPTURE(kind);
      CAPTURE(record);
      CAPTURE(query.max_steps);
      const ChainAnswer answer = best_chains(index, query);
      compare_chains(instance, query, answer, seen);
      compare_near_misses(instance, query, answer, seen);
      for (const Chain& chain : answer.chains) check_account(instance, chain);
    }
  }
}

}  // namespace

TEST_CASE("every answer is the one that trying all chains gives, ties included") {
  Seen seen;
  for (std::uint64_t seed = 1; seed <= kInstances; ++seed) {
    CAPTURE(seed);
    auto instance = build_instance(RandomRows(seed).make());
    REQUIRE(instance.has_value());
    Dice dice(seed ^ 0xABCDEF);
    compare_all_queries(*instance, dice, seen);
  }
  // The comparison is worth something only when the instances are rich.
  CHECK(seen.chains > 5000);
  CHECK(seen.ties > 200);
  for (const int count : seen.near_misses) CHECK(count > 20);
  MESSAGE("chains " << seen.chains << ", ties " << seen.ties << ", near-misses grade " << seen.near_misses[0]
                    << " capacity " << seen.near_misses[1] << " permit " << seen.near_misses[2] << " date "
                    << seen.near_misses[3] << " min_kg " << seen.near_misses[4] << " max_km " << seen.near_misses[5]
                    << " value " << seen.near_misses[6]);
}

namespace {

/// Compares the answers of the first records.
void compare_first(const MatchIndex& index, QueryKind kind, int count, Seen& seen) {
  const Instance& instance = index.instance();
  for (int record = 0; record < count; ++record) {
    ChainQuery query{.kind = kind, .record = record};
    query.max_steps = kind == QueryKind::offer ? record % 2 : 0;
    query.diversity = record % 3 == 0 ? Diversity::off : Diversity::on;
    CAPTURE(record);
    const ChainAnswer answer = best_chains(index, query);
    compare_chains(instance, query, answer, seen);
    compare_near_misses(instance, query, answer, seen);
  }
}

/// Boxes with boxes in them, below the root.
template <class TreeOf>
int deep_boxes(const Instance& instance, TreeOf tree_of) {
  int deep = 0;
  for (int material = 0; material < int(instance.materials.size()); ++material) {
    for (const RecordTree::Node& box : tree_of(material).root().children()) deep += box.children().empty() ? 0 : 1;
  }
  return deep;
}

}  // namespace

TEST_CASE("every answer is that one, too, where records stand in boxes of boxes") {
  constexpr int kMany = 16'000, kFew = 90;  // trying all chains takes the time of both together
  Seen seen;
  for (const QueryKind kind : {QueryKind::offer, QueryKind::need}) {
    InstanceRows rows = SyntheticRows({.streams = kMany, .workshops = 30}, 3).make();
    if (kind == QueryKind::offer) {
      rows.offers.resize(kFew);
    } else {
      rows.needs.resize(kFew);
    }
    const auto instance = build_instance(rows);
    REQUIRE(instance.has_value());
    const MatchIndex index(*instance);
    CHECK(deep_boxes(*instance, [&](int material) -> const RecordTree& {
            return kind == QueryKind::offer ? index.forest().needs(material) : index.forest().offers(material);
          }) > 10);
    compare_first(index, kind, kFew, seen);
  }
  CHECK(seen.chains > 500);
}
