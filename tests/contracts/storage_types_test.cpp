#include <doctest/doctest.h>

#include <limits>

#include "both_stores.h"
#include "storage/migrations.h"

using namespace kringwerk;
using storage::Connection;
using storage::Database;
using storage::Rows;

namespace {

struct ThingTag;
using ThingId = Id<ThingTag>;

void make_table(Database& database, const std::string& sql) {
  database.write([&](Connection& connection) { connection.run_script(storage::for_backend(database.backend(), sql)); });
}

/// What the store hands back for one value.
template <class T, class Parameter>
T echo(Database& database, const char* column, const Parameter& value) {
  return database.write([&](Connection& connection) {
    connection.execute("DELETE FROM thing");
    connection.execute(std::string("INSERT INTO thing (") + column + ") VALUES (?1)", value);
    Rows rows = connection.query(std::string("SELECT ") + column + " FROM thing");
    REQUIRE(rows.next());
    T answer = rows.get<T>(0);
    CHECK_FALSE(rows.next());
    return answer;
  });
}

constexpr const char* kThing = "CREATE TABLE thing (n INT64, f FLOAT64, t TEXT, b BYTES) STRICT";

}  // namespace

TEST_CASE("integers come back as they went") {
  contracts::for_each_store([](Database& database) {
    make_table(database, kThing);
    using Limits = std::numeric_limits<std::int64_t>;
    for (const std::int64_t value : {Limits::min(), std::int64_t{-1}, std::int64_t{0}, Limits::max()}) {
      CHECK(echo<std::int64_t>(database, "n", value) == value);
    }
    CHECK(echo<bool>(database, "n", true));
    CHECK(echo<ThingId>(database, "n", ThingId{77}) == ThingId{77});
    CHECK(echo<Money>(database, "n", Money::cents(-1250)) == Money::cents(-1250));
    CHECK(echo<Mass>(database, "n", Mass::kilograms(3)) == Mass::kilograms(3));
    CHECK(echo<Distance>(database, "n", Distance::metres(9)) == Distance::metres(9));
    CHECK(echo<Instant>(database, "n", instant_from_ms(1794960000123)) == instant_from_ms(1794960000123));
  });
}

TEST_CASE("floats come back bit for bit") {
  contracts::for_each_store([](Database& database) {
    make_table(database, kThing);
    for (const double value : {0.1, -1e300, 5e-324, 50.850459, 1.0 / 3.0}) {
      CHECK(echo<double>(database, "f", value) == value);
    }
  });
}

TEST_CASE("texts and days come back as they went") {
  contracts::for_each_store([](Database& database) {
    make_table(database, kThing);
    for (const std::string value : {"", "Sint-Niklaas", "één ça €", "\xF0\x9F\x8C\xB1", "O'Neil \\ \"x\" ?1 $1\n\t"}) {
      CHECK(echo<std::string>(database, "t", value) == value);
    }
    CHECK(echo<std::string>(database, "t", std::string_view{}) == "");
    CHECK(echo<std::string>(database, "t", std::string(100'000, 'x')).size() == 100'000);
    const Day day = *parse_day("2026-11-21");
    CHECK(echo<Day>(database, "t", day) == day);
    CHECK_THROWS_AS(echo<Day>(database, "t", "21/11/2026"), storage::Error);
  });
}

TEST_CASE("bytes come back as they went, zero bytes too") {
  contracts::for_each_store([](Database& database) {
    make_table(database, kThing);
    std::vector<std::byte> all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::byte>(i));
    for (const auto& value : {std::vector<std::byte>{}, std::vector<std::byte>{std::byte{0}}, all}) {
      database.write([&](Connection& connection) {
        connection.execute("DELETE FROM thing");
        connection.execute("INSERT INTO thing (b) VALUES (?1)", storage::Bytes(value));
        Rows rows = connection.query("SELECT b FROM thing WHERE b = ?1", storage::Bytes(value));
        REQUIRE(rows.next());
        CHECK_FALSE(rows.is_null(0));
        CHECK(rows.bytes(0) == value);
      });
    }
  });
}

TEST_CASE("NULL is not empty and not zero") {
  contracts::for_each_store([](Database& database) {
    make_table(database, kThing);
    CHECK(echo<std::optional<std::int64_t>>(database, "n", std::optional<std::int64_t>{}) == std::nullopt);
    CHECK(echo<std::optional<std::string>>(database, "t", std::nullopt) == std::nullopt);
    CHECK(echo<std::optional<std::string>>(database, "t", std::optional<std::string>{""}) == "");
    CHECK(echo<std::optional<Day>>(database, "t", std::optional<Day>{}) == std::nullopt);
    CHECK(echo<std::optional<double>>(database, "f", std::optional<double>{0.5}) == 0.5);
    CHECK_THROWS_AS(echo<std::int64_t>(database, "n", std::nullopt), storage::Error);
    database.read([](Connection& connection) {
      Rows rows = connection.query("SELECT COALESCE(?1, ?2)", std::optional<std::int64_t>{}, 5);
      REQUIRE(rows.next());
      CHECK(rows.int64(0) == 5);
    });
  });
}
