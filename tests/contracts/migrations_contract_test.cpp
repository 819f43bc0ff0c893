#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "both_stores.h"
#include "storage/migrations.h"

using namespace kringwerk;
using storage::Connection;
using storage::Database;
using storage::Migration;
using storage::Rows;

namespace {

const std::filesystem::path kSource = KW_SOURCE_DIR;

std::vector<Migration> all_migrations() {
  return storage::read_migrations(kSource / "migrations");
}

void migrate(Database& database, int target) {
  database.write([&](Connection& connection) { storage::migrate_to(connection, all_migrations(), target); });
}

int version(Database& database) {
  return database.read([](Connection& connection) { return storage::current_version(connection); });
}

/// Rows that use what migration `number` made. ON CONFLICT DO NOTHING lets them be laid a second time.
void lay_rows(Database& database, int number) {
  const std::string digits = std::to_string(10000 + number).substr(1);
  const auto file = kSource / "tests/contracts/migration_rows" / (digits + ".sql");
  std::ifstream stream(file);
  INFO("every migration has rows to be tried with: ", file.string());
  REQUIRE(stream.good());
  std::ostringstream sql;
  sql << stream.rdbuf();
  database.write([&](Connection& connection) { connection.run_script(sql.str()); });
}

/// Tables, columns and indexes as one text.
std::string schema(Database& database) {
  return database.read([&](Connection& connection) {
    Rows rows = connection.query(
        database.backend() == storage::Backend::sqlite
            ? "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_schema ORDER BY 1"
            : "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable "
              "FROM information_schema.columns WHERE table_schema = 'public' "
              "UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' "
              "UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
              "WHERE connamespace = 'public'::regnamespace ORDER BY 1");
    std::string text;
    while (rows.next()) text += rows.get<std::string>(0) + "\n";
    return text;
  });
}

std::int64_t rows_in(Database& database, const char* table) {
  return database.read([&](Connection& connection) {
    Rows rows = connection.query(std::string("SELECT COUNT(*) FROM ") + table);
    rows.next();
    return rows.int64(0);
  });
}

}  // namespace

TEST_CASE("every migration goes up, down and up again with rows in it") {
  contracts::for_each_store([](Database& database) {
    CHECK(version(database) == 0);
    migrate(database, 0);
    const int last = static_cast<int>(all_migrations().size());
    for (int number = 1; number <= last; ++number) {
      INFO("migration ", number);
      const std::string before = schema(database);
      migrate(database, number);
      CHECK(version(database) == number);
      const std::string after = schema(database);
      CHECK(before != after);
      lay_rows(database, number);
      migrate(database, number - 1);
      CHECK(schema(database) == before);
      migrate(database, number);
      CHECK(schema(database) == after);
      lay_rows(database, number);
    }
    migrate(database, 0);
    CHECK(version(database) == 0);
    migrate(database, last);
    CHECK(version(database) == last);
  });
}

TEST_CASE("a migration that fails leaves nothing behind") {
  contracts::for_each_store([](Database& database) {
    const std::vector<Migration> broken{
        {1, "good", "CREATE TABLE good (n INT64);", "DROP TABLE good;"},
        {2, "bad", "CREATE TABLE half (n INT64); SELECT nonsense;", "DROP TABLE half;"}};
    const auto apply = [&](int target) {
      database.write([&](Connection& connection) { storage::migrate_to(connection, broken, target); });
    };
    CHECK_THROWS_AS(apply(2), storage::Error);
    CHECK(version(database) == 0);
    apply(1);
    CHECK(rows_in(database, "good") == 0);
    CHECK_THROWS_AS(apply(3), std::runtime_error);
  });
}

TEST_CASE("two processes that migrate at once do it once") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    const std::vector<Migration> one{
        {1, "one", "CREATE TABLE one (n INT64); INSERT INTO one VALUES (1);", "DROP TABLE one;"}};
    std::vector<Database> processes;
    for (int i = 0; i < 4; ++i) processes.push_back(store.open());
    std::vector<std::thread> threads;
    for (Database& process : processes) {
      threads.emplace_back(
          [&] { process.write([&](Connection& connection) { storage::migrate_to(connection, one, 1); }); });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(version(processes.front()) == 1);
    CHECK(rows_in(processes.front(), "one") == 1);
  });
}

TEST_CASE("a store of a newer program is refused") {
  contracts::for_each_store([](Database& database) {
    const Migration one{1, "one", "CREATE TABLE one (n INT64);", "DROP TABLE one;"};
    const Migration two{2, "two", "CREATE TABLE two (n INT64);", "DROP TABLE two;"};
    database.write([&](Connection& connection) { storage::migrate_to(connection, {one, two}, 2); });
    CHECK_THROWS_AS(database.write([&](Connection& connection) { storage::migrate_to(connection, {one}, 1); }),
                    std::runtime_error);
    CHECK(version(database) == 2);
  });
}
