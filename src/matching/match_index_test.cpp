#include "matching/match_index.h"

#include <doctest/doctest.h>
#include <bit>
#include <sstream>

#include "matching/chain_search.h"
#include "matching/drawn_network.h"
#include "matching/instance_builder.h"
#include "matching/random_rows.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

/// Everything an answer says, numbers by their bits and records by their ids.
std::string text_of(const Instance& instance, const ChainAnswer& answer) {
  std::ostringstream text;
  const auto bits = [](double number) { return std::bit_cast<std::uint64_t>(number); };
  const auto tell = [&](const Chain& chain) {
    text << DrawnNetwork::route(instance, chain.path) << ' ' << bits(chain.score_eur_per_t) << ' '
         << bits(chain.value_eur_per_t) << ' ' << bits(chain.tonnes) << ' ' << bits(chain.hours) << ' '
         << int(chain.binding.kind) << chain.binding.step << '\n';
    for (const Term& term : chain.ledger) text << int(term.kind) << ':' << bits(term.eur_per_t) << ' ';
    for (const StepAmounts& at : chain.amounts) text << at.in << '/' << at.out << '/' << at.other_outputs << ' ';
  };
  for (const Chain& chain : answer.chains) tell(chain);
  for (const NearMiss& miss : answer.near_misses) {
    text << int(miss.constraint) << ' ' << miss.at << ' ' << bits(miss.shortfall) << ' ';
    for (const std::string& name : miss.missing_permits) text << name << ' ';
    tell(miss.chain);
  }
  return text.str();
}

/// Every question that an instance can be asked, in the order of its records; ids the same, answers the same.
void check_same_answers(const MatchIndex& changed, const MatchIndex& fresh) {
  const auto check = [&](QueryKind kind, int here, int there) {
    REQUIRE(here >= 0);
    const ChainQuery query{.kind = kind, .record = there, .k = 6};
    ChainQuery same = query;
    same.record = here;
    CHECK(text_of(changed.instance(), best_chains(changed, same)) ==
          text_of(fresh.instance(), best_chains(fresh, query)));
  };
  const Instance& instance = fresh.instance();
  for (int i = 0; i < int(instance.offers.size()); ++i) {
    check(QueryKind::offer, changed.find_offer(instance.offers[std::size_t(i)].id), i);
  }
  for (int i = 0; i < int(instance.needs.size()); ++i) {
    check(QueryKind::need, changed.find_need(instance.needs[std::size_t(i)].id), i);
  }
  for (int i = 0; i < int(instance.activities.size()); ++i) {
    check(QueryKind::activity, changed.find_activity(instance.activities[std::size_t(i)].id), i);
  }
}

/// Two problems over the same materials and workshops.
struct Worlds {
  InstanceRows before, after;
};

/// Takes some records of one kind away, and lets others come or change.
template <class Row>
void shake(std::vector<Row>& rows, const std::vector<Row>& others, Dice& dice) {
  std::vector<Row> kept;
  for (const Row& row : rows) {
    if (!dice.one_in(3)) kept.push_back(row);
  }
  for (Row row : others) {
    if (dice.one_in(2)) row.id += "-later";
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const Row& each) { return each.id == row.id; });
    if (same != kept.end()) {
      *same = row;
    } else {
      kept.push_back(row);
    }
  }
  rows = kept;
}

/// Permit positions differ between two instances; their names do not.
Permits carried_over(MatchIndex& index, const Instance& from, const Permits& permits) {
  std::vector<std::string> names;
  for (const int permit : permits) names.push_back(from.permit_names[std::size_t(permit)]);
  return index.intern_permits(names);
}

template <class Record>
std::vector<std::string> ids_of(const std::vector<Record>& records) {
  std::vector<std::string> ids;
  for (const Record& record : records) ids.push_back(record.id);
  return ids;
}

/// Brings an index to another state of its offers and needs, record by record.
void bring_to(MatchIndex& index, const Instance& wanted) {
  for (const std::string& id : ids_of(index.instance().offers)) index.remove_offer(id);
  for (const std::string& id : ids_of(index.instance().activities)) index.remove_activity(id);
  for (const std::string& id : ids_of(index.instance().needs)) index.remove_need(id);
  for (Activity activity : wanted.activities) {
    for (Output& output : activity.outputs) output.permit = carried_over(index, wanted, output.permit);
    index.put(activity);
  }
  for (Need need : wanted.needs) {
    need.permits = carried_over(index, wanted, need.permits);
    index.put(need);
    if (need.kg % 1000 == 500) index.put(need);
  }
  for (Offer offer : wanted.offers) {
    offer.permit = carried_over(index, wanted, offer.permit);
    index.put(offer);
  }
}

}  // namespace

TEST_CASE("after random changes an index answers as one that is built anew, to the last bit") {
  int rounds = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    InstanceRows rows = RandomRows(seed).make();
    const auto before = build_instance(rows);
    REQUIRE(before.has_value());
    MatchIndex index(*before);
    Dice dice(seed * 77);
    for (int round = 0; round < 3; ++round) {
      InstanceRows others = RandomRows(seed * 1000 + std::uint64_t(round)).make();
      std::erase_if(others.offers,
                    [&](const OfferRow& row) { return row.material >= "m" + std::to_string(rows.materials.size()); });
      for (NeedRow& need : others.needs) {
        std::erase_if(need.materials,
                      [&](const std::string& id) { return id >= "m" + std::to_string(rows.materials.size()); });
      }
      std::erase_if(others.needs, [](const NeedRow& row) { return row.materials.empty(); });
      shake(rows.offers, others.offers, dice);
      shake(rows.needs, others.needs, dice);
      if (!rows.activities.empty() && dice.one_in(2)) {
        const std::string gone = rows.activities.back().id;
        rows.activities.pop_back();
        std::erase_if(rows.outputs, [&](const OutputRow& row) { return row.activity == gone; });
      }
      const auto wanted = build_instance(rows);
      REQUIRE(wanted.has_value());
      bring_to(index, *wanted);
      check_same_answers(index, MatchIndex(*wanted));
      ++rounds;
    }
  }
  CHECK(rounds == 900);
}

TEST_CASE("what a question may not see is as if it were not there") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    auto built = build_instance(RandomRows(seed).make());
    REQUIRE(built.has_value());
    Dice dice(seed * 31);
    Instance all = *built, seen = *built;
    const auto hide = [&](auto& records, auto& kept) {
      kept.clear();
      for (auto& record : records) {
        record.audience = std::vector<Audience>{0, 1, 2, 3}[std::size_t(dice.roll(4))];
        if ((record.audience & 2) != 0) kept.push_back(record);
      }
    };
    hide(all.offers, seen.offers);
    hide(all.needs, seen.needs);
    hide(all.activities, seen.activities);
    const MatchIndex whole(all), visible(seen);
    const auto check = [&](QueryKind kind, int here, int there) {
      const ChainQuery wide{.kind = kind, .record = here, .sees = 2};
      const ChainQuery narrow{.kind = kind, .record = there};
      CHECK(text_of(all, best_chains(whole, wide)) == text_of(seen, best_chains(visible, narrow)));
    };
    for (const Offer& each : seen.offers)
      check(QueryKind::offer, whole.find_offer(each.id), visible.find_offer(each.id));
    for (const Need& each : seen.needs) check(QueryKind::need, whole.find_need(each.id), visible.find_need(each.id));
    for (const Activity& each : seen.activities) {
      check(QueryKind::activity, whole.find_activity(each.id), visible.find_activity(each.id));
    }
  }
}

TEST_CASE("a hidden record may ask, and is in nobody's answer") {
  const DrawnNetwork hub("A", R"(
    policy
    material textile price=100
    offer draft at=A material=textile
    need shop at=A materials=textile)");
  Instance instance = hub.instance();
  instance.offers.front().audience = 0;
  const MatchIndex index(std::move(instance));
  CHECK(best_chains(index, {.kind = QueryKind::offer, .record = 0, .sees = 1}).chains.size() == 1);
  CHECK(best_chains(index, {.kind = QueryKind::need, .record = 0, .sees = kEverybody}).chains.empty());
}
