#include <doctest/doctest.h>

#include <set>

#include "both_stores.h"
#include "maker_world.h"
#include "network/io/load_duplicates.h"
#include "network/io/load_merges.h"
#include "network/io/organisation_links.h"
#include "storage/table_columns.h"

using namespace kringwerk;
using namespace kringwerk::network;
using namespace kringwerk::contracts;
using storage::Backend;
using storage::Connection;
using storage::Database;
using storage::Rows;

namespace {

/// "table.column" of everything that points at an organisation: by a foreign key, by its name, or (where a table says
/// what its records are) by the word in its checks.
std::set<std::string> referring_columns(Connection& connection) {
  std::set<std::string> found;
  const bool is_sqlite = connection.backend() == Backend::sqlite;
  for (const std::string& table : tables_of(connection)) {
    if (table == "organisation") continue;
    if (is_sqlite) {
      Rows keys =
          connection.query("SELECT \"from\" FROM pragma_foreign_key_list(?1) WHERE \"table\" = 'organisation'", table);
      while (keys.next()) found.insert(table + "." + keys.get<std::string>(0));
    } else {
      Rows keys = connection.query(
          "SELECT a.attname::text FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = "
          "ANY "
          "(c.conkey) WHERE c.contype = 'f' AND c.confrelid = to_regclass('organisation') AND c.conrelid = "
          "to_regclass(?1)",
          table);
      while (keys.next()) found.insert(table + "." + keys.get<std::string>(0));
    }
    bool has_word = false;
    Rows checks = connection.query(
        is_sqlite
            ? "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1"
            : "SELECT COALESCE(string_agg(pg_get_constraintdef(oid), ' '), '') FROM pg_constraint WHERE contype = "
              "'c' AND conrelid = to_regclass(?1)",
        table);
    while (checks.next()) has_word = checks.get<std::string>(0).find("'organisation'") != std::string::npos;
    for (const storage::TableColumn& column : storage::columns_of(connection, table)) {
      const std::string& name = column.name;
      const bool is_named =
          name.find("organisation") != std::string::npos && column.type == storage::Value::Type::int64;
      const bool is_told =
          has_word && (name == "scope_id" || name == "record_id" || name == "owner_id" || name == "subject_id");
      if (is_named || is_told) found.insert(std::string(table).append(".").append(name));
    }
  }
  return found;
}

}  // namespace

TEST_CASE("every column that names an organisation is known to the merge, and a new one is noticed") {
  for_each_migrated_store([](Database& database) {
    const auto unknown = [&] {
      std::set<std::string> missing =
          database.read([](Connection& connection) { return referring_columns(connection); });
      for (const OrganisationLink& link : organisation_links())
        missing.erase(std::string(link.table) + "." + std::string(link.column));
      return missing;
    };
    CHECK(unknown() == std::set<std::string>{});
    database.write([](Connection& transaction) {
      transaction.run_script(
          "CREATE TABLE parade (organisation_id BIGINT REFERENCES organisation (organisation_id));"
          "CREATE TABLE walk (maker BIGINT REFERENCES organisation (organisation_id));"
          "CREATE TABLE march (record TEXT CHECK (record IN ('organisation', 'hub')), record_id BIGINT)");
    });
    CHECK(unknown() == std::set<std::string>{"march.record_id", "parade.organisation_id", "walk.maker"});
  });
}

TEST_CASE("an address for mail makes alike only for who may see it") {
  for_each_migrated_store([](Database& database) {
    lay_makers(database);
    const auto found_by = [&](const access::Actor& reader) {
      return database.read([&](Connection& connection) {
        OrganisationRecord draft;
        draft.name = "Iets anders";
        draft.email = "2602@maker.example";
        return duplicate_candidates(connection, draft, reader,
                                    Day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}});
      });
    };
    access::Actor coordinator;
    coordinator.kind = access::ActorKind::person;
    coordinator.roles = {{access::Role::coordinator, access::Scope::hub(access::ScopedHub{8})}};
    access::Actor elsewhere = coordinator;
    elsewhere.roles = {{access::Role::coordinator, access::Scope::hub(access::ScopedHub{9})}};
    REQUIRE(found_by(coordinator).size() == 3);
    CHECK(found_by(coordinator).front().id == organisation(kSecond));
    CHECK(found_by(coordinator).front().reasons.front().likeness == Likeness::same_email);
    CHECK(found_by(access::Actor::program()).size() == 3);
    CHECK(found_by(elsewhere).empty());
    CHECK(found_by(access::Actor::visitor()).empty());
  });
}

TEST_CASE("a preview counts what its reader may see") {
  for_each_migrated_store([](Database& database) {
    lay_makers(database);
    const auto counted = [&](std::int64_t id) {
      return database.read([&](Connection& connection) {
        return load_belongings(connection, organisation(id), access::Actor::visitor(),
                               Day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}});
      });
    };
    CHECK(counted(kFirst)["streams"] == 1);
    CHECK(counted(kFirst)["capabilities"] == 1);
    CHECK(counted(kFirst)["calls"] == 1);
    CHECK_FALSE(counted(kSecond).contains("streams"));
    CHECK_FALSE(counted(kFirst).contains("introductions"));
    database.write([](Connection& transaction) {
      transaction.execute("UPDATE stream SET owner_visibility = 'private' WHERE stream_id = ?1", kFirst + 200);
    });
    CHECK_FALSE(counted(kFirst).contains("streams"));
  });
}
