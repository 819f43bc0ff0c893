#include "matchmaking/economy_instance.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "matching/chain_search.h"
#include "matchmaking/permits_needed.h"
#include "matchmaking/small_economy.h"

namespace kringwerk::matchmaking {

namespace {

using materials::StreamKind;

std::vector<std::string> materials_of(const matching::Instance& instance, const std::vector<int>& positions) {
  std::vector<std::string> ids;
  for (const int position : positions) ids.push_back(instance.materials[static_cast<std::size_t>(position)].id);
  return ids;
}

}  // namespace

TEST_CASE("recurring amounts count for the weeks that are open, a lot counts once") {
  const Period period = period_from(small_economy::kToday);
  materials::Stream stream = small_economy::stream("offer", StreamKind::offer, "pp");
  CHECK(count(stream, period).kg == 5979);
  CHECK(count(stream, period).each_kg == 2000);
  stream.available = {plus_days(*period.from, 28), plus_days(*period.from, 41)};  // two weeks
  CHECK(count(stream, period).kg == 920);
  stream.amount.rhythm = materials::Rhythm::once;
  CHECK(count(stream, period).kg == 2000);
  stream.amount.rhythm = materials::Rhythm::unknown;
  CHECK(count(stream, period).kg == 2000);
  stream.amount = {.thousandths = 300'000, .unit = materials::AmountUnit::piece, .mass_per_unit = {}};
  CHECK(count(stream, period).is_amount_assumed);
  CHECK(count(stream, period).kg == 1000);
}

TEST_CASE("who accepts a class accepts what is below it, in the same state") {
  const Economy economy = small_economy::make();
  const EconomyInstance world = build_instance(economy);
  REQUIRE(world.instance.activities.size() == 1);
  CHECK(materials_of(world.instance, world.instance.activities[0].materials) ==
        std::vector<std::string>{"crates~as_is", "plastic~as_is", "pp~as_is"});
  CHECK(world.instance.activities[0].capacity_kg == 900 * 13);
  CHECK(materials_of(world.instance, world.instance.needs[0].materials) == std::vector<std::string>{"pp~sorted"});
  CHECK(world.activities[0] == &economy.capabilities[0]);
}

TEST_CASE("a stream of unknown amount is a question, never an answer") {
  Economy economy = small_economy::make();
  economy.streams[0].amount.thousandths = std::nullopt;
  CHECK(build_instance(economy).instance.offers.empty());
  const materials::Stream asked = economy.streams[0];
  const EconomyInstance world = build_instance(economy, &asked);
  REQUIRE(world.instance.offers.size() == 1);
  CHECK(world.asked == 0);
  CHECK(world.offers[0] == &asked);
}

TEST_CASE("the asked stream takes the place of itself, and a closed one asks nothing") {
  const Economy economy = small_economy::make();
  materials::Stream asked = economy.streams[0];
  CHECK(build_instance(economy, &asked).instance.offers.size() == 1);
  asked.state = materials::StreamState::closed;
  CHECK(build_instance(economy, &asked).asked == -1);
}

TEST_CASE("streams outside the period and of unknown material are left out") {
  Economy economy = small_economy::make();
  SUBCASE("later") {
    economy.streams[0].available.from = plus_days(small_economy::kToday, 91);
  }
  SUBCASE("not recognised") {
    economy.streams[0].material.clear();
  }
  CHECK(build_instance(economy).instance.offers.empty());
  CHECK(build_instance(small_economy::make()).instance.offers.size() == 1);
}

TEST_CASE("hazardous material needs the permit of its family until it is processed") {
  const auto economy_with = [](std::vector<std::string> permits, const std::string& accepted) {
    Economy economy = small_economy::make();
    materials::MaterialClass screens = small_economy::material("screens", "", 500);
    screens.family = "elektro";
    screens.is_hazardous = true;
    screens.states = {"as_is", "refurbished"};
    economy.taxonomy = materials::Taxonomy({screens});
    economy.capabilities.clear();
    Participant taker = small_economy::participant("Taker", "71016");
    taker.permits = std::move(permits);
    economy.participants.emplace(taker.id, taker);
    economy.streams = {small_economy::stream("offer", StreamKind::offer, accepted),
                       small_economy::stream("need", StreamKind::need, accepted)};
    economy.streams[1].organisation = taker.id;
    return economy;
  };
  const auto fits = [](const Economy& economy) {
    const EconomyInstance world = build_instance(economy);
    const matching::Permits& held = world.instance.needs[0].permits;
    const matching::Permits& wanted = world.instance.offers[0].permit;
    return std::includes(held.begin(), held.end(), wanted.begin(), wanted.end());
  };
  CHECK_FALSE(fits(economy_with({}, "screens")));
  CHECK(fits(economy_with({"hazardous-elektro"}, "screens")));
  CHECK_FALSE(fits(economy_with({"hazardous-hout"}, "screens")));
  CHECK(fits(economy_with({}, "screens~refurbished")));
}

TEST_CASE("a waste code that is hazardous on the day needs the permit of its material's family") {
  using std::chrono::November;
  const Day last_day{std::chrono::year{2026}, November, std::chrono::day{8}};
  materials::WasteCode before;
  before.digits = "16 06 04";
  before.valid = {Day{std::chrono::year{2015}, std::chrono::June, std::chrono::day{1}}, last_day};
  materials::WasteCode since = before;
  since.is_hazardous = true;
  since.valid = {plus_days(last_day, 1), std::nullopt};
  Economy economy = small_economy::make();
  economy.waste_list = materials::WasteList({before, since}, {});
  materials::Stream& offer = economy.streams[0];
  offer.waste_code = "16 06 04";
  const auto wanted = [&] { return build_instance(economy).instance.offers.at(0).permit.size(); };

  economy.today = last_day;
  CHECK_FALSE(has_hazardous_code(economy, offer));
  CHECK(permits_needed(economy, offer).empty());
  CHECK(wanted() == 0);
  // It comes after the change: the day of the stream decides.
  offer.available.from = plus_days(last_day, 1);
  CHECK(permits_needed(economy, offer) == std::vector<std::string>{"hazardous-kunststof"});
  offer.available.from = std::nullopt;
  economy.today = plus_days(last_day, 1);
  CHECK(has_hazardous_code(economy, offer));
  CHECK(wanted() == 1);
  // Also when the material is no longer raw, and only once when the stream names the permit itself.
  offer.accepted = {"pp~sorted"};
  offer.permits = {"hazardous-kunststof"};
  CHECK(permits_needed(economy, offer) == std::vector<std::string>{"hazardous-kunststof"});
  CHECK(build_instance(economy).instance.activities.at(0).materials.size() == 3);
}

TEST_CASE("a hazardous code keeps an offer from a taker without the permit") {
  Economy economy = small_economy::make();
  materials::WasteCode code;
  code.digits = "17 02 04";
  code.is_hazardous = true;
  economy.waste_list = materials::WasteList({code}, {});
  Participant taker = small_economy::participant("Taker", "71016");
  economy.streams[1].accepted = {"pp"};
  economy.streams[1].organisation = taker.id;
  economy.capabilities.clear();
  const auto chains = [&](std::vector<std::string> permits, const std::string& waste_code) {
    taker.permits = std::move(permits);
    economy.participants[taker.id] = taker;
    economy.streams[0].waste_code = waste_code;
    const EconomyInstance world = build_instance(economy);
    const matching::MatchIndex index(world.instance);
    return matching::best_chains(index, {.kind = matching::QueryKind::offer, .record = 0, .k = 3, .max_steps = 2})
        .chains.size();
  };
  CHECK(chains({}, "") == 1);
  CHECK(chains({}, "17 02 04*") == 0);
  CHECK(chains({"hazardous-kunststof"}, "17 02 04*") == 1);
}

TEST_CASE("a stream is where its organisation is, when that is in the stream's municipality") {
  Economy economy = small_economy::make();
  Participant owner = small_economy::participant("Owner", "24062");
  owner.position = Point{4.71, 50.87};
  economy.participants.emplace(owner.id, owner);
  materials::Stream stream = economy.streams[0];
  CHECK(place_of(economy, stream) == Point{4.7005, 50.8798});
  stream.organisation = owner.id;
  CHECK(place_of(economy, stream) == Point{4.71, 50.87});
  stream.nis = network::Nis{"71016"};
  CHECK(place_of(economy, stream) == Point{5.5012, 50.9661});
  stream.nis = network::Nis{"99999"};
  CHECK_FALSE(place_of(economy, stream));
}

}  // namespace kringwerk::matchmaking
