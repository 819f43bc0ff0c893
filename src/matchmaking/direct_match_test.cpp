#include "matchmaking/direct_match.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace kringwerk::matchmaking {
namespace {

using materials::DailyHours;
using materials::Resource;
using materials::Rhythm;
using materials::Stream;
using materials::StreamKind;

constexpr Day kToday{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};
constexpr Point kLeuven{4.7005, 50.8798};
constexpr double kDegreePerKm = 1 / 111.195;

Stream one(std::int64_t id, StreamKind kind, Resource resource) {
  Stream stream;
  stream.id = materials::StreamId{id};
  stream.kind = kind;
  stream.resource = resource;
  stream.state = materials::StreamState::open;
  stream.amount.unit = materials::units_of(resource).front();
  return stream;
}

Stream heat(std::int64_t id, StreamKind kind, int degrees) {
  Stream stream = one(id, kind, Resource::energy);
  stream.facts.variety = "heat";
  stream.facts.temperature_celsius = degrees;
  stream.amount.thousandths = 12'000'000;
  stream.amount.rhythm = Rhythm::month;
  return stream;
}

Point north(double km) {
  return {kLeuven.lon, kLeuven.lat + km * kDegreePerKm};
}

DirectAnswer ask(const Stream& asked, const Stream& other, double km) {
  const std::array others{DirectParty{&other, north(km)}};
  return match_directly({&asked, kLeuven}, others, kToday);
}

std::optional<DirectRule> missed(const Stream& asked, const Stream& other, double km = 1) {
  const DirectAnswer answer = ask(asked, other, km);
  CHECK(answer.matches.empty());
  return answer.misses.empty() ? std::nullopt : std::optional{answer.misses.front().rule};
}

TEST_CASE("heat that is hot enough, near enough and there at the time fits; each rule alone keeps a pair apart") {
  const Stream need = heat(1, StreamKind::need, 45);
  CHECK(ask(need, heat(2, StreamKind::offer, 45), 1).total == 1);
  CHECK(missed(need, heat(2, StreamKind::offer, 44)) == DirectRule::temperature);
  CHECK(missed(need, heat(2, StreamKind::offer, 60), 3.5) == DirectRule::distance);
  Stream power = heat(2, StreamKind::offer, 60);
  power.facts.variety = "power";
  power.facts.temperature_celsius.reset();
  CHECK(missed(need, power) == DirectRule::kind);
  Stream later = heat(2, StreamKind::offer, 60);
  later.available.from = plus_days(kToday, 40);
  Stream soon = need;
  soon.available.to = plus_days(kToday, 30);
  CHECK(missed(soon, later) == DirectRule::dates);
  Stream night = heat(2, StreamKind::offer, 60);
  night.facts.hours = DailyHours{1320, 360};
  Stream day = need;
  day.facts.hours = DailyHours{480, 1020};
  CHECK(missed(day, night) == DirectRule::hours);
  Stream both = later;
  both.facts.temperature_celsius = 20;
  CHECK_FALSE(missed(soon, both));
}

TEST_CASE("a near-miss says by how much") {
  const Stream need = heat(1, StreamKind::need, 80);
  CHECK(ask(need, heat(2, StreamKind::offer, 65), 1).misses.at(0).shortfall == 15);
  const DirectMiss far = ask(need, heat(2, StreamKind::offer, 90), 5).misses.at(0);
  CHECK(far.shortfall == doctest::Approx(2).epsilon(0.01));
  Stream ended = need;
  ended.available.to = plus_days(kToday, 9);
  Stream begins = heat(2, StreamKind::offer, 90);
  begins.available.from = plus_days(kToday, 21);
  CHECK(ask(ended, begins, 1).misses.at(0).shortfall == 12);
  CHECK(ask(begins, ended, 1).misses.at(0).shortfall == 12);
  CHECK(ask(need, heat(2, StreamKind::offer, 90), 13).misses.empty());
}

TEST_CASE("cleaner water serves who asks for less, not the other way round") {
  const auto water = [](std::int64_t id, StreamKind kind, const char* quality) {
    Stream stream = one(id, kind, Resource::water);
    stream.facts.variety = quality;
    return stream;
  };
  const Stream need = water(1, StreamKind::need, "process");
  CHECK(ask(need, water(2, StreamKind::offer, "drinking"), 1).total == 1);
  CHECK(ask(need, water(2, StreamKind::offer, "process"), 1).total == 1);
  CHECK(missed(need, water(2, StreamKind::offer, "waste")) == DirectRule::quality);
  const DirectAnswer unknown = ask(need, water(2, StreamKind::offer, ""), 1);
  REQUIRE(unknown.total == 1);
  CHECK(unknown.matches[0].is_kind_unknown);
}

TEST_CASE("what is unknown keeps nobody apart and is said") {
  Stream need = heat(1, StreamKind::need, 45);
  need.facts.hours = DailyHours{480, 1020};
  Stream offer = heat(2, StreamKind::offer, 0);
  offer.facts.temperature_celsius.reset();
  offer.amount.thousandths.reset();
  const DirectAnswer answer = ask(need, offer, 0);
  REQUIRE(answer.total == 1);
  const DirectMatch& match = answer.matches[0];
  CHECK(match.is_temperature_unknown);
  CHECK(match.are_hours_unknown);
  CHECK_FALSE(match.shared_thousandths);
  CHECK(match.points.quantity == 200);
  CHECK(match.points.time == 150);
  CHECK(match.points.distance == 300);
}

TEST_CASE("quantity counts over the shared days, in the stream's own unit") {
  Stream need = one(1, StreamKind::need, Resource::machine);
  need.amount.thousandths = 8'000;
  need.amount.rhythm = Rhythm::week;
  need.available = {kToday, plus_days(kToday, 27)};
  Stream offer = one(2, StreamKind::offer, Resource::machine);
  offer.amount.thousandths = 20'000;
  offer.amount.rhythm = Rhythm::once;
  const DirectAnswer answer = ask(need, offer, 0);
  REQUIRE(answer.total == 1);
  CHECK(answer.matches[0].days == 28);
  CHECK(answer.matches[0].wanted_thousandths == 32'000);
  CHECK(answer.matches[0].shared_thousandths == 20'000);
  CHECK(answer.matches[0].points.quantity == 250);
  CHECK(answer.matches[0].points.time == 300);
  CHECK(ask(offer, need, 0).matches.at(0).points.quantity == 400);
}

TEST_CASE("room is there all at once, for its days") {
  Stream hall = one(1, StreamKind::offer, Resource::space);
  hall.amount.thousandths = 450'000;
  hall.available = {plus_days(kToday, 7), plus_days(kToday, 190)};
  Stream need = one(2, StreamKind::need, Resource::space);
  need.amount.thousandths = 120'000;
  need.available = {plus_days(kToday, 14), plus_days(kToday, 120)};
  const DirectAnswer answer = ask(need, hall, 10);
  REQUIRE(answer.total == 1);
  CHECK(answer.matches[0].shared_thousandths == 120'000);
  CHECK(answer.matches[0].days == 107);
  CHECK(answer.matches[0].points.quantity == 400);
  CHECK(answer.matches[0].points.time == 300);
  CHECK(answer.matches[0].points.distance == doctest::Approx(225).epsilon(0.01));
}

TEST_CASE("never with itself, its own organisation, its own direction, another kind, or what has passed") {
  Stream need = heat(1, StreamKind::need, 45);
  need.organisation = network::OrganisationId{7};
  Stream own = heat(2, StreamKind::offer, 90);
  own.organisation = network::OrganisationId{7};
  CHECK(ask(need, own, 0).total == 0);
  CHECK(ask(need, heat(3, StreamKind::need, 45), 0).total == 0);
  CHECK(ask(need, one(3, StreamKind::offer, Resource::water), 0).total == 0);
  Stream passed = heat(4, StreamKind::offer, 90);
  passed.available.to = plus_days(kToday, -1);
  const DirectAnswer answer = ask(need, passed, 0);
  CHECK(answer.total == 0);
  CHECK(answer.misses.empty());
}

/// Made-up streams of one kind, with gaps in what they say.
std::vector<Stream> drawn(std::mt19937& random, std::vector<Point>& places) {
  const auto below = [&](unsigned most) { return static_cast<int>(random() % most); };
  std::vector<Stream> streams;
  for (int i = 0; i < 60; ++i) {
    const auto kind = below(2) == 0 ? StreamKind::offer : StreamKind::need;
    Stream stream = heat(i + 1, kind, 30 + below(60));
    if (below(4) == 0) stream.facts.temperature_celsius.reset();
    if (below(5) == 0) stream.facts.variety = below(2) == 0 ? "" : "power";
    if (below(2) == 0) stream.facts.hours = DailyHours{below(1440), 1 + below(1440)};
    if (below(3) == 0) stream.available.from = plus_days(kToday, below(100) - 30);
    if (below(3) == 0) stream.available.to = plus_days(kToday, below(200));
    if (below(5) == 0) stream.amount.thousandths.reset();
    stream.amount.rhythm = static_cast<Rhythm>(below(5));
    streams.push_back(stream);
    places.push_back(north(below(80) / 10.0));
  }
  return streams;
}

TEST_CASE("the answer is exact, in order and the same from both sides") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 20; ++round) {
    std::vector<Point> places;
    const std::vector<Stream> streams = drawn(random, places);
    std::vector<DirectParty> parties;
    for (std::size_t i = 0; i < streams.size(); ++i) parties.push_back({&streams[i], places[i]});
    const auto answer_of = [&](const DirectParty& party) {
      return match_directly(party, parties, kToday, {1000, 1000});
    };
    const auto finds = [&](const DirectParty& party, const Stream* other) {
      const DirectAnswer answer = answer_of(party);
      return std::any_of(answer.matches.begin(), answer.matches.end(),
                         [&](const DirectMatch& match) { return match.other == other; });
    };
    for (const DirectParty& party : {parties[0], parties[20], parties[40]}) {
      const DirectAnswer all = answer_of(party);
      for (std::size_t i = 0; i < all.matches.size(); ++i) {
        const DirectMatch& match = all.matches[i];
        CHECK(match.days > 0);
        CHECK(match.points.quantity <= kMostPoints.quantity);
        CHECK(match.points.time <= kMostPoints.time);
        CHECK(match.points.distance <= kMostPoints.distance);
        CHECK(std::min({match.points.quantity, match.points.time, match.points.distance}) >= 0);
        if (i > 0) CHECK(all.matches[i - 1].points.score() >= match.points.score());
        const auto at = static_cast<std::size_t>(match.other - streams.data());
        CHECK(finds(parties[at], party.stream));
      }
      const DirectAnswer few = match_directly(party, parties, kToday, {3, 2});
      CHECK(few.total == all.total);
      for (std::size_t i = 0; i < few.matches.size(); ++i) CHECK(few.matches[i].other == all.matches[i].other);
    }
  }
}

}  // namespace
}  // namespace kringwerk::matchmaking
