#include <doctest/doctest.h>

#include <thread>

#include "both_stores.h"
#include "introductions/io/load_outcomes.h"
#include "introductions/io/weight_store.h"
#include "matchmaking/io/load_live_economy.h"
#include "matchmaking/io/load_weights.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::introductions;
using contracts::rows_in;
using storage::Connection;
using storage::Database;

namespace {

const Instant kNow = instant_from_ms(1'795'255'445'000);
const std::string kKey(32, 'a');

/// `count` introductions that failed for `reason`, at `at`.
void fail_for(Database& database, const std::string& reason, int count, Instant at) {
  database.write([&](Connection& transaction) {
    auto rows = transaction.query("SELECT COALESCE(MAX(outcome_id), 5000) FROM introduction_outcome");
    rows.next();
    std::int64_t id = rows.int64(0);
    for (int i = 0; i < count; ++i) {
      ++id;
      transaction.execute(
          "INSERT INTO introduction VALUES (?1, 'call', 'failed', NULL, NULL, NULL, NULL, 'unknown', '', 1, ?2, "
          "'2026-12-01', ?2, 2)",
          id, at);
      transaction.execute("INSERT INTO introduction_outcome VALUES (?1, ?1, 'failed', 'offer', ?2, '', NULL, ?3)", id,
                          reason, at);
    }
  });
}

void lay(Database& database) {
  contracts::lay_small_world(database);
  database.write([](Connection& transaction) {
    transaction.run_script(
        "INSERT INTO person (person_id, email, name, name_sort, language, state, password_hash, created_at_ms, "
        "version) VALUES (1, 'an@example.org', 'An', 'an', 'nl', 'active', '', 1, 1)");
  });
}

WeightDeed deed(std::int64_t seen, Instant at = kNow) {
  return {{access::ActorKind::person, access::PersonId{1}, "request", at}, kKey, seen};
}

Result<Done> apply(Database& database, std::int64_t seen, Instant at = kNow) {
  return database.write(
      [&](Connection& transaction) { return apply_learned(transaction, deed(seen, at), WeightCause::applied); });
}

std::int64_t haul(Database& database) {
  return database.read([](Connection& connection) { return matchmaking::load_weights(connection).weights[0]; });
}

}  // namespace

TEST_CASE("weights: outcomes are learned from once, with their reasons, and the engine ranks by them") {
  contracts::for_each_migrated_store([](Database& database) {
    lay(database);
    matching::PolicyRow shipped;
    shipped.tau_eur_per_tkm = 0.2;
    matchmaking::LiveEconomy live(database, shipped);
    CHECK(live.at(kNow)->economy().policy.tau_eur_per_tkm == doctest::Approx(0.2));
    fail_for(database, "distance", 40, kNow - std::chrono::hours{1});
    CHECK(std::holds_alternative<Stale>(apply(database, 7).error()));
    REQUIRE(apply(database, 1));
    CHECK(haul(database) == 1050);
    CHECK(live.at(kNow)->economy().policy.tau_eur_per_tkm == doctest::Approx(0.21));
    CHECK(live.at(kNow)->economy().weights[0] == 1050);
    CHECK(rows_in(database, "weight_reason") == 5);
    CHECK(rows_in(database, "audit_line") == 1);
    INFO("the same outcomes teach nothing a second time, not even a week later");
    const auto again = apply(database, 2, kNow + std::chrono::days{8});
    REQUIRE_FALSE(again);
    CHECK(std::get<Invalid>(again.error()).violations.front().rule == "introductions.weight_nothing_to_learn");
    const auto back = database.write([&](Connection& transaction) { return apply_back(transaction, deed(2)); });
    REQUIRE(back);
    CHECK(haul(database) == 1000);
    CHECK(live.at(kNow)->economy().policy.tau_eur_per_tkm == doctest::Approx(0.2));
    const auto further = database.write([&](Connection& transaction) { return apply_back(transaction, deed(3)); });
    REQUIRE_FALSE(further);
    CHECK(std::get<Invalid>(further.error()).violations.front().rule == "introductions.weight_nothing_to_undo");
    CHECK(rows_in(database, "weight_version") == 3);
  });
}

TEST_CASE("weights: the weekly run learns once a week, whoever asks, and only while it is on") {
  contracts::for_each_migrated_store([](Database& database) {
    lay(database);
    fail_for(database, "distance", 40, kNow - std::chrono::hours{1});
    CHECK_FALSE(learn_when_due(database, kKey, kNow));
    const auto on = database.write([&](Connection& transaction) { return set_automatic(transaction, deed(1), true); });
    REQUIRE(on);
    CHECK_FALSE(learn_when_due(database, kKey, kNow + std::chrono::days{6}));
    std::atomic<int> learned = 0;
    std::vector<std::thread> processes;
    for (int i = 0; i < 4; ++i) {
      processes.emplace_back([&] { learned += learn_when_due(database, kKey, kNow + kWeek) ? 1 : 0; });
    }
    for (std::thread& process : processes) process.join();
    CHECK(learned == 1);
    CHECK(haul(database) == 1050);
    fail_for(database, "distance", 40, kNow + kWeek + std::chrono::hours{1});
    CHECK_FALSE(learn_when_due(database, kKey, kNow + kWeek + std::chrono::days{3}));
    CHECK(learn_when_due(database, kKey, kNow + 2 * kWeek));
    CHECK(haul(database) == 1100);
    CHECK(rows_in(database, "weight_version") == 3);
  });
}

TEST_CASE("weights: an answer that was changed counts once in the report") {
  contracts::for_each_migrated_store([](Database& database) {
    lay(database);
    fail_for(database, "price", 1, kNow);
    database.write([](Connection& transaction) {
      transaction.run_script(
          "INSERT INTO introduction_outcome VALUES (4000, 5001, 'later', 'offer', 'timing', '', NULL, 1795255444000);"
          "INSERT INTO introduction_outcome VALUES (4001, 5001, 'no', 'offer', 'price', '', NULL, 1795255445000)");
    });
    const auto counted = database.read(
        [](Connection& connection) { return load_counted_outcomes(connection, kNow - std::chrono::days{1}); });
    CHECK(counted.size() == 2);
    for (const CountedOutcome& outcome : counted) CHECK(outcome.kind != OutcomeKind::later);
  });
}
