#include <doctest/doctest.h>

#include <thread>

#include "account_house.h"
#include "both_stores.h"

using namespace kringwerk;
using namespace kringwerk::accounts;
using namespace kringwerk::contracts;
using storage::Connection;
using storage::Database;

namespace {

const std::string kSecret(20, 's');

std::int64_t deeds(Database& database, const std::string& action) {
  return rows_in(database, "audit_line WHERE action = '" + action + "'");
}

void set_second_factor(Database& database, const AccountHouse& house) {
  database.write([&](Connection& transaction) {
    save_second_factor(house.small.services(), transaction, house.person, kSecret, 0);
  });
}

std::string code_at(Instant at) {
  return totp_code(kSecret, std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count() / 30);
}

}  // namespace

TEST_CASE("the right password opens a session, and each session ends when it is ended, idle or old") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    const auto first = house.sign_in(house.browser(), kPassword);
    REQUIRE(std::holds_alternative<SignedIn>(first));
    const std::string token = std::get<SignedIn>(first).session;
    CHECK(opens(database, token, house.small.now));
    CHECK(rows_in(database, "session WHERE session_hash = '" + token + "'") == 0);
    CHECK_FALSE(opens(database, token, house.small.now + access::kIdleLimit + std::chrono::seconds{1}));
    Browser same = house.browser();
    same.signed_in = house.person;
    same.session = access::hash_of_secret(token);
    const auto second = house.sign_in(same, kPassword);
    CHECK_FALSE(opens(database, token, house.small.now));
    CHECK(opens(database, std::get<SignedIn>(second).session, house.small.now));
    database.write([&](Connection& transaction) { end_sessions(transaction, house.person, "", house.small.now); });
    CHECK_FALSE(opens(database, std::get<SignedIn>(second).session, house.small.now));
    CHECK(deeds(database, "session.signed_in") == 2);
  });
}

TEST_CASE("a renewed session has a new token and its old end") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    const std::string token = std::get<SignedIn>(house.sign_in(house.browser(), kPassword)).session;
    house.pass(std::chrono::hours{1});
    const auto renewed = database.write([&](Connection& transaction) {
      return renew_session(transaction, access::hash_of_secret(token), Shown::password, house.small.now);
    });
    REQUIRE(renewed);
    CHECK_FALSE(opens(database, token, house.small.now));
    CHECK(opens(database, *renewed, house.small.now));
    const auto again = database.write([&](Connection& transaction) {
      return renew_session(transaction, access::hash_of_secret(token), Shown::password, house.small.now);
    });
    CHECK_FALSE(again);
    CHECK(rows_in(database, "session WHERE ended_at_ms IS NULL AND proved_at_ms - created_at_ms = 3600000") == 1);
  });
}

TEST_CASE("a wrong password and an unknown address get the same answer and leave the same traces") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    const auto wrong = house.sign_in(house.browser("192.0.2.1"), "zes gele fietsen");
    const auto traces = rows_in(database, "sign_in_attempt");
    const auto unknown = house.sign_in(house.browser("192.0.2.2"), "zes gele fietsen", "niemand@hub.example");
    CHECK(std::get<Violations>(wrong) == std::get<Violations>(unknown));
    CHECK(rule_of(wrong) == "accounts.sign_in_failed");
    CHECK(rows_in(database, "sign_in_attempt") == 2 * traces);
    CHECK(deeds(database, "session.sign_in_failed") == 2);
    database.write([](Connection& transaction) { transaction.execute("UPDATE person SET state = 'suspended'"); });
    CHECK(rule_of(house.sign_in(house.browser("192.0.2.3"), kPassword)) == "accounts.sign_in_failed");
  });
}

TEST_CASE("after five failures one place waits, another comes in, and the wait ends") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    for (int i = 0; i < 5; ++i) CHECK(rule_of(house.sign_in(house.browser(), "fout")) == "accounts.sign_in_failed");
    CHECK(rule_of(house.sign_in(house.browser(), kPassword)) == "accounts.too_many_attempts");
    CHECK(rule_of(house.sign_in(house.browser("192.0.2.1"), "fout", "nobody@hub.example")) ==
          "accounts.sign_in_failed");
    CHECK(rule_of(house.sign_in(house.browser("192.0.2.9"), kPassword)).empty());
    house.pass(std::chrono::seconds{31});
    CHECK(rule_of(house.sign_in(house.browser(), kPassword)).empty());
    CHECK(rule_of(house.sign_in(house.browser(), "fout")) == "accounts.sign_in_failed");
    CHECK(rule_of(house.sign_in(house.browser(), kPassword)).empty());
  });
}

TEST_CASE("an attack from everywhere stops at a hundred, and the person still comes in from a known device") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    const std::string device = std::get<SignedIn>(house.sign_in(house.browser(), kPassword)).device;
    database.write([&](Connection& transaction) {
      for (int i = 0; i < kMostForAccount; ++i) {
        const AttemptFrom from{kEmail, "198.51.100." + std::to_string(i), ""};
        save_attempt(transaction, AttemptId{5000 + i}, from, house.small.now);
      }
    });
    CHECK(rule_of(house.sign_in(house.browser("203.0.113.5"), kPassword)) == "accounts.too_many_attempts");
    CHECK(rule_of(house.sign_in(house.browser("203.0.113.5", access::make_secret()), kPassword)) ==
          "accounts.too_many_attempts");
    const auto back = house.sign_in(house.browser("203.0.113.5", device), kPassword);
    REQUIRE(std::holds_alternative<SignedIn>(back));
    CHECK(std::get<SignedIn>(back).device == device);
  });
}

TEST_CASE("with a second factor the password alone opens nothing, and a code opens once") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    set_second_factor(database, house);
    const auto step = house.sign_in(house.browser(), kPassword);
    REQUIRE(std::holds_alternative<NeedsSecondFactor>(step));
    CHECK(rows_in(database, "session") == 0);
    const std::string ticket = std::get<NeedsSecondFactor>(step).ticket;
    const std::string code = code_at(house.small.now);
    CHECK(rule_of(sign_in_second(house.site, house.browser(), {ticket, "000000"})) == "accounts.code_wrong");
    const auto in = sign_in_second(house.site, house.browser(), {ticket, code.substr(0, 3) + " " + code.substr(3)});
    REQUIRE(std::holds_alternative<SignedIn>(in));
    CHECK(rule_of(sign_in_second(house.site, house.browser(), {ticket, code})) == "accounts.ticket_ended");
    const auto next = std::get<NeedsSecondFactor>(house.sign_in(house.browser(), kPassword)).ticket;
    CHECK(rule_of(sign_in_second(house.site, house.browser(), {next, code})) == "accounts.code_wrong");
    const std::string earlier = code_at(house.small.now - std::chrono::seconds{30});
    CHECK(rule_of(sign_in_second(house.site, house.browser(), {next, earlier})) == "accounts.code_wrong");
    house.pass(kTicketLasts + std::chrono::seconds{1});
    CHECK(rule_of(sign_in_second(house.site, house.browser(), {next, code_at(house.small.now)})) ==
          "accounts.ticket_ended");
  });
}

TEST_CASE("guessing codes with the right password is slowed down, also when the password is given again") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    set_second_factor(database, house);
    for (int i = 0; i < 5; ++i) {
      const auto step = house.sign_in(house.browser(), kPassword);
      const auto ticket = std::get<NeedsSecondFactor>(step).ticket;
      CHECK(rule_of(sign_in_second(house.site, house.browser(), {ticket, "000000"})) == "accounts.code_wrong");
    }
    CHECK(rule_of(house.sign_in(house.browser(), kPassword)) == "accounts.too_many_attempts");
  });
}

TEST_CASE("a recovery code works once and is told by mail; new codes end the old ones") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    set_second_factor(database, house);
    const auto make = [&] {
      return database.write([&](Connection& transaction) { return make_recovery_codes(transaction, house.person); });
    };
    const auto use = [&](const std::string& code) {
      const auto ticket = std::get<NeedsSecondFactor>(house.sign_in(house.browser(), kPassword)).ticket;
      return rule_of(sign_in_second(house.site, house.browser(), {ticket, code}));
    };
    const auto codes = make();
    REQUIRE(codes.size() == 10);
    CHECK(codes[0].size() == 19);
    CHECK(use(codes[0]).empty());
    CHECK(rows_in(database, "outbox_mail") == 1);
    CHECK(use(codes[0]) == "accounts.code_wrong");
    CHECK(use(codes[1]).empty());
    const auto others = make();
    CHECK(use(codes[2]) == "accounts.code_wrong");
    CHECK(use(others[2]).empty());
    for (const std::string& code : others) {
      CHECK(rows_in(database, "recovery_code WHERE code_hash = '" + code + "'") == 0);
    }
  });
}

TEST_CASE("one code shown by many at once lets one in") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    set_second_factor(database, house);
    std::vector<std::string> tickets;
    for (int i = 0; i < 4; ++i) {
      tickets.push_back(std::get<NeedsSecondFactor>(house.sign_in(house.browser(), kPassword)).ticket);
    }
    const std::string code = code_at(house.small.now);
    std::atomic<int> let_in{0};
    std::vector<std::thread> all;
    for (const std::string& ticket : tickets) {
      all.emplace_back([&, ticket] {
        const auto answer = sign_in_second(house.site, house.browser(), {ticket, code});
        if (std::holds_alternative<SignedIn>(answer)) ++let_in;
      });
    }
    for (std::thread& one : all) one.join();
    CHECK(let_in == 1);
    CHECK(rows_in(database, "session") == 1);
  });
}
