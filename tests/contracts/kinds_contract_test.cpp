#include <doctest/doctest.h>

#include "both_stores.h"
#include "materials/io/load_direct_streams.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_life.h"
#include "materials/io/save_stream.h"
#include "materials/io/stream_board.h"
#include "small_site.h"

/// Kinds of streams, direct matches and the steps of a life, on both stores.

using namespace kringwerk;
using materials::Audience;
using materials::LifeActor;
using materials::LifeStep;
using materials::Resource;
using materials::Stream;
using materials::StreamId;
using materials::StreamKind;
using materials::StreamState;
using materials::Visibility;
using storage::Connection;
using storage::Database;

namespace {

Stream heat_of(const contracts::SmallSite& site, std::int64_t id) {
  Stream stream;
  stream.id = StreamId{id};
  stream.kind = StreamKind::offer;
  stream.resource = Resource::energy;
  stream.facts = {"heat", materials::ColdChain::unknown, std::nullopt, 65, materials::DailyHours{1320, 660}};
  stream.state = StreamState::open;
  stream.title = LocalText{"Restwarmte " + std::to_string(id), "", ""};
  stream.amount.thousandths = 18'000'000;
  stream.amount.unit = materials::AmountUnit::kwh;
  stream.unit_price_thousandths = 20;
  stream.nis = network::Nis{"24062"};
  stream.source = "typed";
  stream.confirmed_at = site.now;
  stream.created_at = site.now;
  return stream;
}

void insert(Database& database, const Stream& stream) {
  database.write([&](Connection& transaction) { materials::insert_stream(transaction, stream, {}); });
}

Stream loaded(Database& database, std::int64_t id) {
  return database.read(
      [&](Connection& connection) { return materials::load_stream_to_decide(connection, StreamId{id}).value(); });
}

std::int64_t deeds(Database& database, const std::string& action) {
  return database.read([&](Connection& connection) {
    auto rows = connection.query("SELECT COUNT(*) FROM audit_line WHERE action = ?1", action);
    rows.next();
    return rows.int64(0);
  });
}

}  // namespace

TEST_CASE("what a kind says of itself comes back as it was, also after a change") {
  contracts::for_each_migrated_store([](Database& database) {
    const contracts::SmallSite site(database);
    contracts::lay_small_world(database);
    insert(database, heat_of(site, 1));
    Stream stream = loaded(database, 1);
    CHECK(stream.resource == Resource::energy);
    CHECK(stream.facts == heat_of(site, 1).facts);
    CHECK(stream.unit_price_thousandths == 20);
    CHECK(stream.amount.unit == materials::AmountUnit::kwh);
    stream.resource = Resource::material;
    stream.material = "hout";
    stream.facts = {};
    stream.amount.unit = materials::AmountUnit::piece;
    stream.amount.mass_per_unit = Mass::grams(28'500);
    stream.grade = 7;
    stream.contamination_percent = 3;
    stream.packaging = "pallet";
    stream.transport = materials::Transport::third_party;
    stream.dimensions = {2015, 830, std::nullopt};
    stream.minimum = Mass::kilograms(12);
    ++stream.version;
    REQUIRE(database.write(
        [&](Connection& transaction) { return materials::update_stream(transaction, stream, "an@example.org"); }));
    const Stream again = loaded(database, 1);
    CHECK(again.facts == materials::ResourceFacts{});
    CHECK(again.dimensions == stream.dimensions);
    CHECK(again.amount.mass_per_unit == stream.amount.mass_per_unit);
    CHECK(again.packaging == "pallet");
    CHECK(again.transport == stream.transport);
    CHECK(again.minimum == stream.minimum);
  });
}

TEST_CASE("direct matches see what their audience sees: no private, stale, ended or hidden ones, no hidden field") {
  contracts::for_each_migrated_store([](Database& database) {
    const contracts::SmallSite site(database);
    contracts::lay_small_world(database);
    const auto add = [&](std::int64_t id, Visibility visibility, StreamState state, int age) {
      Stream stream = heat_of(site, id);
      stream.visibility = visibility;
      stream.state = state;
      stream.fields.price = Visibility::hub;
      stream.position = Point{4.7, 50.9};
      stream.fields.position = Visibility::network;
      stream.confirmed_at = site.now - std::chrono::days{age};
      insert(database, stream);
    };
    add(1, Visibility::everyone, StreamState::open, 1);
    add(2, Visibility::network, StreamState::in_talks, 1);
    add(3, Visibility::hub, StreamState::partly_agreed, 1);
    add(4, Visibility::private_to_owner, StreamState::open, 1);
    add(5, Visibility::everyone, StreamState::agreed, 1);
    add(6, Visibility::everyone, StreamState::closed, 1);
    add(7, Visibility::everyone, StreamState::expired, 1);
    add(8, Visibility::everyone, StreamState::open, 45);
    const auto seen = [&](const Audience& audience) {
      return database.read([&](Connection& connection) {
        return materials::load_direct_streams(connection, {Resource::energy, StreamKind::offer, audience}, site.now);
      });
    };
    const auto street = seen({});
    REQUIRE(street.size() == 1);
    CHECK_FALSE(street[0].unit_price_thousandths);
    CHECK_FALSE(street[0].position);
    const auto network = seen({Audience::Reach::network, {}});
    REQUIRE(network.size() == 2);
    CHECK_FALSE(network[0].unit_price_thousandths);
    CHECK(network[0].position);
    const auto hub = seen({Audience::Reach::network, {8}});
    REQUIRE(hub.size() == 3);
    CHECK(hub[0].unit_price_thousandths);
    CHECK(seen({Audience::Reach::network, {9}}).size() == 2);
  });
}

TEST_CASE("what has passed expires once, with one line in the trail, and leaves the list") {
  contracts::for_each_migrated_store([](Database& database) {
    const contracts::SmallSite site(database);
    contracts::lay_small_world(database);
    Stream passed = heat_of(site, 1);
    passed.available.to = Day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{1}};
    insert(database, passed);
    insert(database, heat_of(site, 2));
    const std::string key(32, 'a');
    CHECK(materials::save_expired(database, key, site.now) == 1);
    CHECK(materials::save_expired(database, key, site.now) == 0);
    CHECK(loaded(database, 1).state == StreamState::expired);
    CHECK(loaded(database, 2).state == StreamState::open);
    CHECK(deeds(database, "stream.expired") == 1);
    materials::StreamBoard board(database);
    materials::ListRequest request;
    CHECK(board.current()->index.find(request).total == 1);
    request.filter.state = StreamState::expired;
    CHECK(board.current()->index.find(request).total == 1);
  });
}

TEST_CASE("an introduction moves a stream only where the table lets it, each step with its line") {
  contracts::for_each_migrated_store([](Database& database) {
    const contracts::SmallSite site(database);
    contracts::lay_small_world(database);
    insert(database, heat_of(site, 1));
    const std::string key(32, 'a');
    const materials::LifeDeed deed{LifeActor::introduction,
                                   {access::ActorKind::program, {}, "test", site.now},
                                   key,
                                   Day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{21}}};
    const auto step = [&](LifeStep taken) {
      database.write(
          [&](Connection& transaction) { materials::save_talks_step(transaction, StreamId{1}, taken, deed); });
      return loaded(database, 1).state;
    };
    CHECK(step(LifeStep::agree_partly) == StreamState::open);
    CHECK(step(LifeStep::talks) == StreamState::in_talks);
    CHECK(step(LifeStep::talks) == StreamState::in_talks);
    CHECK(step(LifeStep::stop_talks) == StreamState::open);
    CHECK(step(LifeStep::talks) == StreamState::in_talks);
    CHECK(step(LifeStep::agree) == StreamState::in_talks);
    CHECK(step(LifeStep::agree_partly) == StreamState::partly_agreed);
    CHECK(step(LifeStep::stop_talks) == StreamState::partly_agreed);
    CHECK(deeds(database, "stream.status_changed") == 4);
    CHECK(loaded(database, 1).version == 5);
    const auto stale = database.write([&](Connection& transaction) {
      return materials::save_life_step(transaction, heat_of(site, 1), {LifeStep::talks, std::nullopt, std::nullopt},
                                       deed);
    });
    CHECK_FALSE(stale.has_value());
  });
}
