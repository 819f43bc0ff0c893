#include "matching/chain_search.h"

#include <doctest/doctest.h>
#include <thread>

#include "matching/drawn_network.h"
#include "matching/random_rows.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

using Routes = std::vector<std::string>;

const std::string kMaterials = R"(
  material textile price=100
  material rags price=600
  material wearable price=2000
)";

/// One offer, one need, and what differs between them.
std::size_t direct(const std::string& offer, const std::string& need, const std::string& policy = "") {
  const DrawnNetwork hub("A---B", kMaterials + "policy " + policy + "\noffer jeans at=A material=textile " + offer +
                                      "\nneed shop at=B materials=textile " + need);
  return hub.routes("jeans").size();
}

std::string only_near_miss(const DrawnNetwork& hub, const std::string& from) {
  std::string text;
  const std::array<const char*, 7> names{"grade", "capacity", "permit", "date", "min_kg", "max_km", "value"};
  for (const NearMiss& miss : hub.near_misses(from)) {
    text += std::string(names[std::size_t(miss.constraint)]) + " " + miss.at + " " +
            std::to_string(std::lround(miss.shortfall)) + ";";
  }
  return text;
}

}  // namespace

TEST_CASE("a hub in Leuven: sorting old jeans gives clothes for the shop and rags for the garage") {
  const DrawnNetwork hub("L-M----H", kMaterials + R"(
    policy tau=0.25 k=4 sigma=6 beta=0.25 residue=90
    offer    jeans at=L materials=x material=textile kg=10000
    activity sort  at=L materials=textile capacity=8000 cost=280 hours=60
    output   sort  material=wearable yield=0.4
    output   sort  material=rags yield=0.5
    need     shop  at=M materials=wearable kg=5000
    need     garage at=H materials=rags kg=2000 retention=0.6)");
  // Per tonne: sorting 360 − 280 − 4 − 9; the rags are credited 75, the clothes 200; then the leg and the final value.
  CHECK(hub.routes("jeans") == Routes{"jeans > sort:wearable > shop 751", "jeans > sort:rags > garage 175"});
  const Chain best = hub.chains("jeans").front();
  CHECK(best.value_eur_per_t == doctest::Approx(-4 - 280 + 360 - 9 + 75 + 0.4 * (2000 - 4 - 5)));
  CHECK(best.score_eur_per_t == doctest::Approx(best.value_eur_per_t * 0.8));
  CHECK(best.tonnes == 8);
  CHECK(best.hours == doctest::Approx(480));
  CHECK(best.binding.kind == BindingKind::capacity);
  CHECK(best.amounts.front().in == 8000);
  CHECK(best.amounts.front().out == 3200);
  CHECK(best.amounts.front().other_outputs == 4000);
  CHECK(best.amounts.front().residue == 800);
  CHECK(hub.chains("jeans")[1].binding.kind == BindingKind::demand);
}

TEST_CASE("a need and an activity ask the same chains, per tonne of demand or capacity") {
  const DrawnNetwork hub("A-B", kMaterials + R"(
    policy
    offer jeans at=A material=textile kg=1000
    activity sort at=B materials=textile capacity=4000
    output sort material=wearable yield=0.5
    need shop at=B materials=wearable kg=2000
    need other at=B materials=textile kg=2000)");
  CHECK(hub.routes("jeans") == Routes{"jeans > sort:wearable > shop 1000", "jeans > other 100"});
  CHECK(hub.routes("shop") == Routes{"jeans > sort:wearable > shop 500"});
  CHECK(hub.routes("sort") == Routes{"jeans > sort:wearable > shop 250"});
}

TEST_CASE("road kilometres and CO2e are reported, not scored") {
  const DrawnNetwork hub("A-B---C", kMaterials + R"(
    policy road=1.5 co2=0.1
    offer jeans at=A material=textile kg=2000
    activity sort at=B materials=textile capacity=9000
    output sort material=rags yield=0.5
    need garage at=C materials=rags kg=9000)");
  const Chain chain = hub.chains("jeans").front();
  CHECK(chain.score_eur_per_t == doctest::Approx(300));
  CHECK(chain.road_km == doctest::Approx(90));
  CHECK(chain.co2e_kg == doctest::Approx((20 * 1 + 40 * 0.5) * 1.5 * 0.1 * 2));
}

TEST_CASE("an arc is allowed when every rule of the contract holds") {
  CHECK(direct("", "") == 1);
  CHECK(direct("grade=3", "min_grade=3") == 1);
  CHECK(direct("grade=2", "min_grade=3") == 0);
  CHECK(direct("permit=asbestos", "permits=asbestos;food") == 1);
  CHECK(direct("permit=asbestos;food", "permits=food") == 0);
  CHECK(direct("", "", "max_km=40.0001") == 1);
  CHECK(direct("", "", "max_km=39.9999") == 0);
  CHECK(direct("kg=0", "") == 0);
  CHECK(direct("", "kg=0") == 0);
  CHECK(direct("", "min_kg=1000") == 1);
  CHECK(direct("kg=999", "min_kg=1000") == 0);
  CHECK(direct("", "", "k=99.9") == 1);
  CHECK(direct("", "", "k=100") == 0);
}

TEST_CASE("windows touch inclusively, the period too") {
  CHECK(direct("to=2026-02-01", "from=2026-02-01") == 1);
  CHECK(direct("to=2026-01-31", "from=2026-02-01") == 0);
  CHECK(direct("from=2026-02-02", "to=2026-02-01") == 0);
  CHECK(direct("to=2026-01-31", "", "from=2026-01-31") == 1);
  CHECK(direct("to=2026-01-30", "", "from=2026-01-31") == 0);
  CHECK(direct("", "from=2026-03-02", "to=2026-03-01") == 0);
}

TEST_CASE("lead days shift the window of the offer") {
  const auto routes = [](const std::string& lead) {
    return DrawnNetwork("A", kMaterials + R"(
      policy
      offer jeans at=A material=textile from=2026-01-01 to=2026-01-10
      activity sort at=A materials=textile lead=)" +
                                 lead + R"(
      output sort material=rags
      need garage at=A materials=rags from=2026-01-17 to=2026-01-20)")
        .routes("jeans")
        .size();
  };
  CHECK(routes("6") == 0);
  CHECK(routes("7") == 1);
  CHECK(routes("19") == 1);
  CHECK(routes("20") == 0);
}

TEST_CASE("a minimum is met exactly where floating point would miss it") {
  // 1000 kg of demand through yields 0.3 and 0.7: dividing and multiplying again gives 999.9999999999999 kg.
  const DrawnNetwork hub("A", kMaterials + R"(
    policy
    offer jeans at=A material=textile kg=900000
    activity sort at=A materials=textile capacity=900000
    output sort material=rags yield=0.3
    activity wash at=A materials=rags capacity=900000
    output wash material=wearable yield=0.7
    need shop at=A materials=wearable kg=1000 min_kg=1000)");
  CHECK(hub.routes("jeans").size() == 1);
  const Chain chain = hub.chains("jeans").front();
  CHECK(chain.amounts[0].in == 4761);
  CHECK(chain.amounts[0].out == 1428);
  CHECK(chain.amounts[1].out == 999);
}

TEST_CASE("an output without yield is not followed, a yield of one keeps everything") {
  const DrawnNetwork hub("A", kMaterials + R"(
    policy sigma=6
    offer jeans at=A material=textile
    activity sort at=A materials=textile hours=10
    output sort material=rags yield=0
    output sort material=wearable yield=1
    need garage at=A materials=rags
    need shop at=A materials=wearable)");
  CHECK(hub.routes("jeans") == Routes{"jeans > sort:wearable > shop 2060"});
}

TEST_CASE("ties: fewer steps first, then bytes of activity and output, then need, then offer") {
  const DrawnNetwork hub("A", R"(
    policy
    material textile price=100
    material rags price=100
    offer jeans at=A material=textile
    activity b at=A materials=textile
    output b material=rags
    activity Z at=A materials=textile
    output Z material=rags
    need two at=A materials=textile;rags
    need one at=A materials=rags)");
  CHECK(hub.routes("jeans", 10, Diversity::off) == Routes{"jeans > two 100", "jeans > Z:rags > one 100",
                                                          "jeans > Z:rags > two 100", "jeans > b:rags > one 100",
                                                          "jeans > b:rags > two 100"});
  CHECK(hub.routes("jeans", 2, Diversity::off).size() == 2);
}

TEST_CASE("diversity keeps at most two chains with one need or one set of workshops") {
  const DrawnNetwork hub("A", R"(
    policy
    material textile price=100
    offer jeans at=A material=textile
    need n1 at=A materials=textile
    need n2 at=A materials=textile
    need n3 at=A materials=textile)");
  CHECK(hub.routes("jeans") == Routes{"jeans > n1 100", "jeans > n2 100"});
  CHECK(hub.routes("jeans", 10, Diversity::off).size() == 3);
}

TEST_CASE("near-misses name what fails, where and by how much") {
  const auto miss = [](const std::string& policy, const std::string& offer, const std::string& activity) {
    return only_near_miss(
        DrawnNetwork("A----B", kMaterials + "policy " + policy + "\n offer jeans at=A material=textile grade=3 " +
                                   offer + "\n activity sort at=B materials=textile " + activity +
                                   "\n output sort material=rags\n need garage at=B materials=rags " +
                                   "from=2026-03-01 to=2026-03-31"),
        "jeans");
  };
  CHECK(miss("", "", "") == "");
  CHECK(miss("", "", "min_grade=5") == "grade sort 2;");
  CHECK(miss("", "permit=food;asbestos", "") == "permit sort 2;");
  CHECK(miss("", "to=2026-02-20", "lead=1") == "date garage 8;");
  CHECK(miss("", "", "min_kg=1500") == "min_kg sort 500;");
  CHECK(miss("", "", "capacity=400 min_kg=500") == "capacity sort 600;min_kg sort 100;");
  CHECK(miss("", "", "capacity=0") == "capacity sort 1000;");
  CHECK(miss("max_km=30", "", "") == "max_km sort 20;");
  CHECK(miss("k=310", "", "") == "value garage 20;");
  CHECK(miss("k=310", "", "min_grade=5") == "");
}

TEST_CASE("the order of the rows never shows") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    InstanceRows rows = RandomRows(seed).make();
    const auto first = build_instance(rows);
    Dice dice(seed);
    dice.shuffle(rows.materials);
    dice.shuffle(rows.offers);
    dice.shuffle(rows.needs);
    dice.shuffle(rows.workshops);
    dice.shuffle(rows.activities);
    dice.shuffle(rows.outputs);
    const MatchIndex before(*first), after(*build_instance(rows));
    for (const Offer& offer : before.instance().offers) {
      const auto query = DrawnNetwork::query(before, offer.id, 10, Diversity::on);
      const ChainAnswer a = best_chains(before, query), b = best_chains(after, query);
      REQUIRE(a.chains.size() == b.chains.size());
      for (std::size_t i = 0; i < a.chains.size(); ++i) {
        CHECK(DrawnNetwork::route(before.instance(), a.chains[i].path) ==
              DrawnNetwork::route(after.instance(), b.chains[i].path));
        CHECK(a.chains[i].value_eur_per_t == b.chains[i].value_eur_per_t);
        CHECK(a.chains[i].score_eur_per_t == b.chains[i].score_eur_per_t);
      }
      CHECK(a.near_misses.size() == b.near_misses.size());
    }
  }
}

TEST_CASE("many threads may ask one index") {
  const MatchIndex index(*build_instance(RandomRows(12).make()));
  const int offers = static_cast<int>(index.instance().offers.size());
  std::vector<std::vector<double>> scores(4);
  std::vector<std::thread> threads;
  for (std::vector<double>& mine : scores) {
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round) {
        for (int offer = 0; offer < offers; ++offer) {
          for (const Chain& chain : best_chains(index, {.kind = QueryKind::offer, .record = offer}).chains) {
            mine.push_back(chain.score_eur_per_t);
          }
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(!scores[0].empty());
  for (const std::vector<double>& mine : scores) CHECK(mine == scores[0]);
}
