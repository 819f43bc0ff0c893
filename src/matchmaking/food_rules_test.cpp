#include "matchmaking/food_rules.h"

#include <doctest/doctest.h>

#include "matching/chain_search.h"
#include "matchmaking/small_economy.h"

namespace kringwerk::matchmaking {
namespace {

using materials::ColdChain;
using materials::StreamKind;

/// Dairy in Leuven, a need for it in Genk, a sorter of food between.
Economy dairy_world(ColdChain offered, ColdChain kept) {
  Economy economy = small_economy::make();
  materials::MaterialClass dairy = small_economy::material("dairy", "", 500);
  dairy.family = "voeding";
  economy.taxonomy = materials::Taxonomy({dairy});
  economy.streams = {small_economy::stream("offer", StreamKind::offer, "dairy"),
                     small_economy::stream("need", StreamKind::need, "dairy")};
  for (materials::Stream& stream : economy.streams) stream.resource = materials::Resource::food;
  economy.streams[0].facts.cold_chain = offered;
  economy.streams[1].facts.cold_chain = kept;
  economy.streams[1].accepted = {"dairy", "dairy~sorted"};
  economy.capabilities[0].accepts = {"dairy"};
  economy.capabilities[0].outputs = {{"dairy~sorted", 7, 900'000}};
  return economy;
}

std::vector<matching::Chain> chains_of(const Economy& economy, const EconomyInstance& world) {
  const matching::MatchIndex index(world.instance);
  auto answer = matching::best_chains(
      index, {.kind = matching::QueryKind::offer, .record = 0, .k = 5, .near_misses = matching::NearMisses::off});
  std::erase_if(answer.chains, [&](const matching::Chain& chain) {
    return !arrives_in_time({economy, world, world.instance}, chain);
  });
  return answer.chains;
}

std::size_t count_chains(const Economy& economy) {
  const EconomyInstance world = build_instance(economy);
  return world.instance.offers.empty() ? 0 : chains_of(economy, world).size();
}

TEST_CASE("what must stay cold goes only to who keeps it that cold; not saying is no") {
  using enum ColdChain;
  struct Line {
    ColdChain offered;
    ColdChain kept;
    bool fits;
  };
  constexpr std::array<Line, 9> kLines{{{none, none, true},
                                        {unknown, unknown, true},
                                        {chilled, unknown, false},
                                        {chilled, none, false},
                                        {chilled, chilled, true},
                                        {chilled, frozen, true},
                                        {frozen, chilled, false},
                                        {frozen, frozen, true},
                                        {frozen, unknown, false}}};
  for (const Line& line : kLines) {
    CAPTURE(static_cast<int>(line.offered));
    CAPTURE(static_cast<int>(line.kept));
    CHECK((count_chains(dairy_world(line.offered, line.kept)) > 0) == line.fits);
  }
}

TEST_CASE("a workshop that keeps cold passes it on only to who keeps cold too") {
  Economy economy = dairy_world(ColdChain::chilled, ColdChain::none);
  economy.capabilities[0].permits = {std::string(kChilledPermit)};
  CHECK(count_chains(economy) == 0);
  economy.streams[1].facts.cold_chain = ColdChain::chilled;
  CHECK(count_chains(economy) == 2);
}

TEST_CASE("raw food is there by its day, at the workshop and at the need") {
  Economy economy = dairy_world(ColdChain::none, ColdChain::none);
  economy.capabilities[0].lead_days = 5;
  CHECK(count_chains(economy) == 2);
  economy.streams[0].facts.use_by = plus_days(small_economy::kToday, 5);
  CHECK(count_chains(economy) == 2);
  economy.streams[0].facts.use_by = plus_days(small_economy::kToday, 4);
  CHECK(count_chains(economy) == 1);
  economy.streams[0].facts.use_by = plus_days(small_economy::kToday, -1);
  CHECK(count_chains(economy) == 0);
}

TEST_CASE("a day to be used by ends the days a stream can be had") {
  materials::Stream stream;
  stream.available = {small_economy::kToday, plus_days(small_economy::kToday, 30)};
  CHECK(usable_days(stream) == stream.available);
  stream.facts.use_by = plus_days(small_economy::kToday, 4);
  CHECK(usable_days(stream).to == plus_days(small_economy::kToday, 4));
  stream.available.to = plus_days(small_economy::kToday, 2);
  CHECK(usable_days(stream).to == plus_days(small_economy::kToday, 2));
}

TEST_CASE("what has no kilograms takes no part in chains") {
  Economy economy = dairy_world(ColdChain::none, ColdChain::none);
  economy.streams[0].resource = materials::Resource::space;
  CHECK(count_chains(economy) == 0);
}

}  // namespace
}  // namespace kringwerk::matchmaking
