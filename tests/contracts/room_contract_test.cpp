#include <doctest/doctest.h>

#include "app/routes.h"
#include "app/world.h"
#include "both_stores.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "rooms/io/code_gate.h"
#include "rooms/io/load_rooms.h"
#include "rooms/io/network_matches.h"
#include "rooms/io/save_rooms.h"
#include "rooms/io/submit_card.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::rooms;
using storage::Connection;
using storage::Database;

namespace {

constexpr Instant kNow = instant_from_ms(1'795'255'445'000);

Room room() {
  Room made;
  made.id = RoomId{16};
  made.hub = network::HubId{8};
  made.name = "Vrijdag";
  made.code = "abcd2345";
  made.nis = network::Nis{"24062"};
  made.opened_by = access::PersonId{601};
  made.opened_at = kNow;
  made.ends_at = kNow + kOpenFor;
  return made;
}

void lay(Database& database) {
  contracts::lay_small_world(database);
  database.write([](Connection& transaction) {
    transaction.execute(
        "INSERT INTO person VALUES (601, 'cato@hub.example', 'Cato', 'cato', 'nl', 'active', '', NULL, "
        "1795255445000, 1)");
    insert_room(transaction, room());
  });
}

Card card_in(Connection& connection, const std::string& words, std::int64_t id) {
  CardTyped typed;
  typed.words = words;
  typed.who = "Ann";
  Card card = understood(connection, typed, room());
  card.id = CardId{id};
  card.author = "somebody";
  card.written_at = kNow;
  return card;
}

}  // namespace

TEST_CASE("a room: its code opens it until it ends or is closed, and then names are gone") {
  contracts::for_each_migrated_store([](Database& database) {
    lay(database);
    const auto open_at = [&](Instant now) {
      return database.read([&](Connection& connection) { return load_open_room(connection, "abcd2345", now); });
    };
    REQUIRE(open_at(kNow));
    CHECK(open_at(kNow)->name == "Vrijdag");
    CHECK(open_at(kNow)->ends_at == kNow + kOpenFor);
    CHECK_FALSE(open_at(kNow + kOpenFor));
    database.write([](Connection& transaction) { insert_card(transaction, card_in(transaction, "2 ton hout", 17)); });
    CHECK(open_at(kNow)->version == 2);
    Room closed = room();
    closed.closed_at = kNow;
    database.write([&](Connection& transaction) { close_room_now(transaction, closed); });
    CHECK_FALSE(open_at(kNow));
    const auto cards = database.read([](Connection& connection) { return load_cards(connection, RoomId{16}); });
    REQUIRE(cards.size() == 1);
    CHECK(cards.front().who.empty());
    CHECK(cards.front().author.empty());
    CHECK(cards.front().typed == "2 ton hout");
  });
}

TEST_CASE("a card keeps what was read from its words, and a version that is behind changes nothing") {
  contracts::for_each_migrated_store([](Database& database) {
    lay(database);
    database.write([](Connection& transaction) {
      insert_card(transaction, card_in(transaction, "2 ton houtafval per maand in Gent", 17));
      insert_card(transaction, card_in(transaction, "iets in Nergenshuizen", 18));
    });
    const auto cards = database.read([](Connection& connection) { return load_cards(connection, RoomId{16}); });
    REQUIRE(cards.size() == 2);
    CHECK(cards[0].what == "houtafval");
    CHECK(cards[0].material == "hout");
    CHECK(cards[0].amount.thousandths == 2000);
    CHECK(cards[0].amount.unit == materials::AmountUnit::t);
    CHECK(cards[0].amount.rhythm == materials::Rhythm::month);
    CHECK(cards[0].nis.code == "44021");
    CHECK(cards[0].place_basis == PlaceBasis::said);
    CHECK(cards[1].what == "iets in Nergenshuizen");
    CHECK(cards[1].nis.code == "24062");
    CHECK(cards[1].place_basis == PlaceBasis::room);
    CHECK_FALSE(cards[1].amount.thousandths);
    Card next = cards[0];
    next.what = "planken";
    ++next.version;
    CHECK(database.write([&](Connection& transaction) { return update_card(transaction, next); }));
    CHECK_FALSE(database.write([&](Connection& transaction) { return update_card(transaction, next); }));
    const auto load = database.read([](Connection& connection) {
      return std::pair{load_load(connection, RoomId{16}, "somebody", kNow),
                       load_load(connection, RoomId{16}, "nobody", kNow + std::chrono::minutes{2})};
    });
    CHECK(load.first.cards == 2);
    CHECK(load.first.of_author_in_last_minute == 2);
    CHECK(load.second.in_last_minute == 0);
    database.write([&](Connection& transaction) { remove_card(transaction, next); });
    CHECK(contracts::rows_in(database, "room_card") == 1);
  });
}

TEST_CASE("who tries codes finds nothing for a while") {
  CodeGate gate;
  for (std::size_t i = 0; i < CodeGate::kMostWrong; ++i) {
    CHECK(gate.lets_in("192.0.2.7", kNow));
    gate.count_wrong("192.0.2.7", kNow);
  }
  CHECK_FALSE(gate.lets_in("192.0.2.7", kNow));
  CHECK(gate.lets_in("192.0.2.8", kNow));
  CHECK(gate.lets_in("192.0.2.7", kNow + CodeGate::kWindow));
}

namespace {

Card plain_card(std::int64_t id, materials::StreamKind kind, const std::string& material, std::int64_t tonnes) {
  Card made;
  made.id = CardId{id};
  made.room = RoomId{16};
  made.kind = kind;
  made.what = made.typed = made.material = material;
  made.nis = network::Nis{"24062"};
  made.written_at = kNow;
  if (tonnes > 0) {
    made.amount.thousandths = tonnes * 1000;
    made.amount.unit = materials::AmountUnit::t;
    made.amount.rhythm = materials::Rhythm::month;
  }
  return made;
}

std::vector<Card> cards_of_all_kinds() {
  using materials::StreamKind;
  std::vector<Card> cards;
  std::int64_t id = 77'000;
  for (const char* material : {"pp_rigid", "hout", "textiel", "kunststof", "metaal", ""}) {
    cards.push_back(plain_card(id + 1, StreamKind::offer, material, id % 4));
    cards.push_back(plain_card(id + 2, StreamKind::need, material, id % 3));
    id += 2;
  }
  return cards;
}

/// A match in ids, rank and worth.
std::string told(const Match& match, const CardWorld& world) {
  const matching::Instance& instance = world.index.instance();
  const auto& path = match.chain.path;
  std::string text = std::to_string(match.have) + "/" + std::to_string(match.want) + " #" + std::to_string(match.rank);
  text += " " + instance.offers[static_cast<std::size_t>(path.offer)].id;
  for (const matching::Step step : path.steps) {
    text += " " + instance.activities[static_cast<std::size_t>(step.activity)].id + "." + std::to_string(step.output);
  }
  text += " " + instance.needs[static_cast<std::size_t>(path.need)].id;
  return text + " " + std::to_string(match.chain.value_eur_per_t) + " x " + std::to_string(match.chain.tonnes);
}

using Told = std::vector<std::string>;

/// From an index of everything that everybody may see, with the cards in it.
Told expected_of(const matchmaking::Snapshot& shown, const std::vector<Card>& cards) {
  const CardWorld all(with_cards(shown.economy_with_streams(), cards, room()));
  Told expected;
  for (const Match& match : find_matches(all.index, cards, 3)) {
    if (!match.is_inside()) expected.push_back(told(match, all));
  }
  return expected;
}

Told found_of(const std::shared_ptr<const matchmaking::Snapshot>& shown, const std::vector<Card>& cards) {
  const CardWorld inside(with_cards(shown->economy(), cards, room()));
  const NetworkMatches found = find_network_matches(shown, inside, cards, room(), 3);
  Told all;
  for (const Match& match : found.matches) all.push_back(told(match, *found.world));
  return all;
}

}  // namespace

TEST_CASE("a room asks the shared index and gets what an index with its cards gives; what is hidden is not in it") {
  contracts::for_each_store([](Database& database) {
    app::prepare_store(database, app::HomeFolder{KW_SOURCE_DIR}, app::Filling::shipped_world, kNow);
    const auto live = app::make_live_economy(database, app::HomeFolder{KW_SOURCE_DIR});
    const auto cards = cards_of_all_kinds();
    const Told before = found_of(live->at(kNow), cards);
    CHECK(before == expected_of(*live->at(kNow), cards));
    CHECK(before.size() > 5);
    for (std::size_t count = 1; count < cards.size(); count += 3) {
      const std::vector<Card> some(cards.begin(), cards.begin() + static_cast<std::ptrdiff_t>(count));
      CHECK(found_of(live->at(kNow), some) == expected_of(*live->at(kNow), some));
    }
    // The best partner of every card, hidden from everybody.
    const auto insert = [&](materials::Visibility visibility, std::int64_t number) {
      database.write([&](Connection& transaction) {
        auto need = *materials::load_stream_to_decide(transaction,
                                                      materials::StreamId::from_key("stream", "need-golden-crates"));
        need.id = materials::StreamId{1'000'000'000'000'000 + number};
        need.visibility = visibility;
        need.retention_step = "R3";
        need.grade = 0;
        need.minimum.reset();
        need.permits.clear();
        need.available = {};
        need.organisation = std::nullopt;
        need.nis = network::Nis{"24062"};
        need.accepted = {"hout"};  // the card with wood has an amount
        need.price_per_tonne = Money::euros(900);
        need.confirmed_at = need.created_at = kNow;
        materials::insert_stream(transaction, need, {"", {}});
      });
    };
    insert(materials::Visibility::private_to_owner, 1);
    insert(materials::Visibility::hub, 2);
    insert(materials::Visibility::network, 3);
    CHECK(found_of(live->at(kNow), cards) == before);
    insert(materials::Visibility::everyone, 4);
    CHECK(found_of(live->at(kNow), cards) != before);
    CHECK(found_of(live->at(kNow), cards) == expected_of(*live->at(kNow), cards));
  });
}
