#include <doctest/doctest.h>

#include <set>

#include "matching/chain_search.h"
#include "matchmaking/small_economy.h"
#include "rooms/join_code.h"
#include "rooms/read_card.h"
#include "rooms/room_world.h"
#include "rooms/run_room.h"

using namespace kringwerk;
using namespace kringwerk::rooms;
using materials::StreamKind;

namespace {

constexpr Instant kNow = instant_from_ms(1'795'255'445'000);

Room room() {
  Room made;
  made.id = RoomId{16};
  made.hub = network::HubId{8};
  made.name = "Vrijdag";
  made.code = "abcd2345";
  made.nis = network::Nis{"24062"};
  return made;
}

access::Actor coordinator_of(std::int64_t hub) {
  access::Actor actor;
  actor.kind = access::ActorKind::person;
  actor.person = access::PersonId{1};
  actor.roles = {{access::Role::coordinator, access::Scope::hub(network::HubId{hub})}};
  return actor;
}

Card card(std::int64_t id, StreamKind kind, const std::string& material, std::int64_t tonnes_per_month) {
  Card made;
  made.id = CardId{id};
  made.room = room().id;
  made.kind = kind;
  made.what = material;
  made.typed = material;
  made.author = "somebody";
  made.material = material;
  if (tonnes_per_month > 0) {
    made.amount.thousandths = tonnes_per_month * 1000;
    made.amount.unit = materials::AmountUnit::t;
    made.amount.rhythm = materials::Rhythm::month;
  }
  made.nis = network::Nis{"24062"};
  made.written_at = kNow;
  return made;
}

matchmaking::Economy shown_to_all() {
  matchmaking::Economy economy = matchmaking::small_economy::make();
  economy.retention[std::string(kAssumedUse)] = 0.95;
  return economy;
}

enum class Partners { cards_only, network_too };

matchmaking::Economy economy_with(Partners partners) {
  matchmaking::Economy economy = shown_to_all();
  if (partners == Partners::cards_only) economy.streams.clear();
  return economy;
}

/// The world points at the records of its economy: neither moves.
struct Found {
  explicit Found(const std::vector<Card>& cards, Partners partners = Partners::network_too)
      : economy(with_cards(economy_with(partners), cards, room())),
        world(matchmaking::build_instance(economy)),
        index(world.instance),
        matches(find_matches(index, cards, 3)) {}
  matchmaking::Economy economy;
  matchmaking::EconomyInstance world;
  matching::MatchIndex index;
  std::vector<Match> matches;
};

}  // namespace

TEST_CASE("a code is eight characters that can be read aloud, however it is typed") {
  CHECK(code_from("0123456789abcdefghjkmnpqrs") == "23456789");
  CHECK(code_from("0101kr0t72m1q1f") ==
        "kr"
        "t72mqf");
  CHECK(code_from("0123") == "");
  CHECK(tidy_code("KRT7-2MQF") == "krt72mqf");
  CHECK(tidy_code(" krt7 2mqf ") == "krt72mqf");
  CHECK(tidy_code("krt72mq") == "");
  CHECK(tidy_code("krt72mqff") == "");
  CHECK(tidy_code("krt72mq0") == "");
  CHECK(shown_code("krt72mqf") == "KRT7-2MQF");
}

TEST_CASE("plain words give material, amount, rhythm and place") {
  const ReadWords read = read_words("2 ton houten pallets per maand in Leuven");
  CHECK(read.phrase.what == "houten pallets");
  CHECK(read.phrase.number_text == "2");
  CHECK(read.phrase.unit == materials::AmountUnit::t);
  CHECK(read.phrase.rhythm == materials::Rhythm::month);
  CHECK(read.place == "Leuven");
  CHECK(read_words("houten pallets, 1 ton per maand uit Sint-Niklaas.").place == "Sint-Niklaas");
  CHECK(read_words("houten pallets, 1 ton per maand uit Sint-Niklaas.").phrase.what == "houten pallets");
  CHECK(read_words("hout in 3000").place == "3000");
  CHECK(read_words("glas in bakken").place == "");
  CHECK(read_words("100 stoelen").phrase.unit == materials::AmountUnit::piece);
  CHECK(read_words("").phrase.what == "");
  CHECK(read_words("in Leuven").phrase.what == "");
}

TEST_CASE("only a coordinator of the hub opens and closes, and a code dies with its room") {
  const auto opened = open_room(room(), coordinator_of(8), kNow);
  REQUIRE(opened);
  CHECK(is_open(*opened, kNow));
  CHECK(is_open(*opened, kNow + std::chrono::hours{23}));
  CHECK_FALSE(is_open(*opened, kNow + kOpenFor));
  CHECK_FALSE(open_room(room(), coordinator_of(9), kNow));
  CHECK_FALSE(open_room(room(), access::Actor::visitor(), kNow));
  Room named = room();
  named.name = "Bel Jan op 0475 12 34 56";
  CHECK_FALSE(open_room(named, coordinator_of(8), kNow));
  CHECK_FALSE(close_room(*opened, coordinator_of(9), kNow));
  const auto closed = close_room(*opened, coordinator_of(8), kNow);
  REQUIRE(closed);
  CHECK_FALSE(is_open(*closed, kNow));
  CHECK_FALSE(close_room(*closed, coordinator_of(8), kNow));
}

TEST_CASE("limits of a room and of words on a card") {
  CHECK(check_load({499, 59, 9}).empty());
  CHECK(check_load({500, 0, 0}).front().rule == "rooms.too_many_cards");
  CHECK(check_load({0, 60, 0}).front().rule == "rooms.too_fast");
  CHECK(check_load({0, 0, 10}).front().rule == "rooms.too_fast");
  Card empty = card(1, StreamKind::offer, "pp", 1);
  empty.what = "";
  CHECK(check_words(empty).front().rule == "rooms.card_without_words");
  Card mailed = card(1, StreamKind::offer, "pp", 1);
  mailed.who = "jan@bedrijf.be";
  CHECK(check_words(mailed).front().field == "who");
}

TEST_CASE("a card is changed by who wrote it while the room is open, and by the coordinator") {
  const Room open = *open_room(room(), coordinator_of(8), kNow);
  const Card written = card(1, StreamKind::offer, "pp", 1);
  const access::Actor visitor = access::Actor::visitor();
  const access::Actor host = coordinator_of(8);
  const access::Actor stranger = coordinator_of(9);
  CHECK(may_edit(written, open, {visitor, "somebody", kNow}));
  CHECK_FALSE(may_edit(written, open, {visitor, "somebody else", kNow}));
  CHECK_FALSE(may_edit(written, open, {visitor, "somebody", kNow + kOpenFor}));
  CHECK(may_edit(written, open, {host, "", kNow + kOpenFor}));
  CHECK_FALSE(may_edit(written, open, {stranger, "", kNow}));
  Card elsewhere = written;
  elsewhere.room = RoomId{17};
  CHECK_FALSE(may_edit(elsewhere, open, {host, "somebody", kNow}));
  Card emptied = written;
  emptied.author = "";
  CHECK_FALSE(may_edit(emptied, open, {visitor, "", kNow}));
}

TEST_CASE("two cards match at once, and a card matches the network through a workplace") {
  const Found both({card(101, StreamKind::offer, "crates", 1), card(102, StreamKind::need, "crates", 1)},
                   Partners::cards_only);
  REQUIRE_FALSE(both.matches.empty());
  bool is_direct = false;
  for (const Match& match : both.matches) {
    CHECK(match.is_inside());
    is_direct = is_direct || match.chain.path.steps.empty();
  }
  CHECK(is_direct);
  const Found one({card(103, StreamKind::offer, "pp", 1)});
  REQUIRE_FALSE(one.matches.empty());
  CHECK(one.matches.front().have == 0);
  CHECK(one.matches.front().want == -1);
  CHECK(one.matches.front().chain.path.steps.size() == 1);
}

TEST_CASE("the matches are the best chains of the room's instance, each once") {
  const std::vector<std::string> materials{"pp", "crates", "plastic", ""};
  for (int round = 0; round < 40; ++round) {
    std::vector<Card> cards;
    for (int i = 0; i < 1 + round % 7; ++i) {
      const auto kind = (round + i) % 3 == 0 ? StreamKind::need : StreamKind::offer;
      cards.push_back(
          card(200 + i, kind, materials[static_cast<std::size_t>((round * 5 + i * 3) % 4)], (round + i) % 4));
    }
    const Found found(cards, round % 2 == 0 ? Partners::cards_only : Partners::network_too);
    std::set<std::pair<int, int>> expected, shown;
    std::size_t paths = 0;
    for (const Card& one : cards) {
      const bool is_have = one.kind == StreamKind::offer;
      const int record = is_have ? found.index.find_offer(one.id.text()) : found.index.find_need(one.id.text());
      CHECK((record >= 0) == !one.material.empty());
      if (record < 0) continue;
      for (const auto& chain :
           matching::best_chains(found.index, {.kind = is_have ? matching::QueryKind::offer : matching::QueryKind::need,
                                              .record = record,
                                              .k = 3,
                                              .near_misses = matching::NearMisses::off})
               .chains) {
        expected.insert({chain.path.offer, chain.path.need});
        ++paths;
      }
    }
    for (const Match& match : found.matches) {
      shown.insert({match.chain.path.offer, match.chain.path.need});
      CHECK((match.have >= 0 || match.want >= 0));
    }
    CHECK(shown == expected);
    CHECK(found.matches.size() <= paths);
  }
}

TEST_CASE("what is hidden from everybody changes nothing in a room: only the public economy goes in") {
  const std::vector<Card> cards{card(301, StreamKind::offer, "pp", 1)};
  const matchmaking::Economy shown = shown_to_all();
  const matchmaking::Economy together = with_cards(shown, cards, room());
  CHECK(together.streams.size() == shown.streams.size() + 1);
  CHECK(together.capabilities.size() == shown.capabilities.size());
  CHECK(together.streams.back().typed_what == "pp");
  CHECK_FALSE(together.streams.back().organisation);
}
