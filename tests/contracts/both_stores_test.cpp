#include "both_stores.h"

#include <postgresql/libpq-fe.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "storage/migrations.h"

namespace kringwerk::contracts {

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void administer(const std::string& command) {
  const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(environment("KW_TEST_POSTGRES").c_str()),
                                                              PQfinish);
  const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection.get(), command.c_str()), PQclear);
  const bool done = PQresultStatus(result.get()) == PGRES_COMMAND_OK;
  if (!done) MESSAGE(PQerrorMessage(connection.get()));
  REQUIRE(done);
}

std::string fresh_name() {
  static int count = 0;
  return "kw_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

/// The same server, another database: a later word wins in a libpq address of words; in a URL the path does.
std::string address_of(const std::string& database) {
  std::string address = environment("KW_TEST_POSTGRES");
  const auto scheme = address.find("://");
  if (scheme == std::string::npos) return address + " dbname=" + database;
  const auto query = address.find('?');
  const auto path = address.find('/', scheme + 3);
  const auto authority_end = std::min({path, query, address.size()});
  return address.substr(0, authority_end) + "/" + database + (query == std::string::npos ? "" : address.substr(query));
}

}  // namespace

FreshStore::FreshStore(storage::Backend backend) : backend_(backend) {
  const std::string name = fresh_name();
  if (backend_ == storage::Backend::sqlite) {
    place_ = (std::filesystem::temp_directory_path() / name).string();
    std::filesystem::remove_all(place_);
    std::filesystem::create_directories(place_);
    url_ = "sqlite:" + place_ + "/store.sqlite";
  } else {
    place_ = name;
    administer("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
    url_ = address_of(name);
  }
}

FreshStore::~FreshStore() {
  if (backend_ == storage::Backend::sqlite) {
    std::filesystem::remove_all(place_);
  } else {
    administer("DROP DATABASE " + place_ + " WITH (FORCE)");
  }
}

storage::Database FreshStore::open(std::chrono::milliseconds busy_timeout, int readers) const {
  return storage::Database::open({.url = url_, .readers = readers, .busy_timeout = busy_timeout});
}

void for_each_fresh_store(const std::function<void(const FreshStore&)>& test) {
  {
    INFO("store: SQLite");
    test(FreshStore(storage::Backend::sqlite));
  }
  if (!environment("KW_TEST_POSTGRES").empty()) {
    INFO("store: PostgreSQL");
    test(FreshStore(storage::Backend::postgres));
  } else if (environment("KW_REQUIRE_POSTGRES") == "1") {
    FAIL("KW_TEST_POSTGRES is not set, and KW_REQUIRE_POSTGRES=1");
  } else {
    static bool said = false;
    if (!said) MESSAGE("SKIPPED on PostgreSQL, all of these tests: KW_TEST_POSTGRES is not set");
    said = true;
  }
}

void for_each_store(const std::function<void(storage::Database&)>& test) {
  for_each_fresh_store([&](const FreshStore& store) {
    storage::Database database = store.open();
    test(database);
  });
}

void for_each_migrated_store(const std::function<void(storage::Database&)>& test) {
  const auto migrations = storage::read_migrations(std::string(KW_SOURCE_DIR) + "/migrations");
  for_each_store([&](storage::Database& database) {
    database.write([&](storage::Connection& connection) {
      storage::migrate_to(connection, migrations, static_cast<int>(migrations.size()));
    });
    test(database);
  });
}

}  // namespace kringwerk::contracts

TEST_CASE("a PostgreSQL database that does not sort by bytes, or is not UTF-8, is refused with the remedy") {
  using namespace kringwerk;
  contracts::for_each_store([](storage::Database& database) {
    if (database.backend() != storage::Backend::postgres) return;
    for (const char* choice : {"ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
                               "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"}) {
      const std::string name = contracts::fresh_name();
      contracts::administer("CREATE DATABASE " + name + " TEMPLATE template0 " + choice);
      try {
        storage::Database::open({.url = contracts::address_of(name)});
        FAIL_CHECK("opened with " << choice);
      } catch (const storage::Error& error) {
        CHECK(std::string(error.what()).find("LC_COLLATE 'C'") != std::string::npos);
      }
      contracts::administer("DROP DATABASE " + name);
    }
  });
}
