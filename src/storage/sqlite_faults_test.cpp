#include <doctest/doctest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <map>

#include "storage/database.h"

using namespace kringwerk::storage;
namespace fs = std::filesystem;

namespace {

std::atomic<bool> syncs_fail = false;
std::atomic<int> files_opened = 0;

int (*system_sync)(sqlite3_file*, int) = nullptr;

/// SQLite has one set of functions for the store's file and another for its log: both share one sync.
const sqlite3_io_methods* with_failing_sync(const sqlite3_io_methods* methods) {
  static std::map<const sqlite3_io_methods*, sqlite3_io_methods> known;
  const auto [place, is_new] = known.emplace(methods, *methods);
  if (is_new) {
    system_sync = methods->xSync;
    place->second.xSync = [](sqlite3_file* file, int how) {
      return syncs_fail ? static_cast<int>(SQLITE_IOERR_FSYNC) : system_sync(file, how);
    };
  }
  return &place->second;
}

/// The system's file layer, except that a sync fails while syncs_fail is set.
void install_failing_file_layer() {
  static sqlite3_vfs layer;
  static sqlite3_vfs* original = nullptr;
  if (original != nullptr) return;
  original = sqlite3_vfs_find(nullptr);
  layer = *original;
  layer.zName = "failing";
  layer.xOpen = [](sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    const int code = original->xOpen(original, name, file, flags, flags_out);
    if (code != SQLITE_OK || file->pMethods == nullptr) return code;
    file->pMethods = with_failing_sync(file->pMethods);
    ++files_opened;
    return code;
  };
  sqlite3_vfs_register(&layer, 1);
}

class Store {
 public:
  Store()
      : folder_((fs::temp_directory_path() / ("kw_faults_" + std::to_string(getpid()))).string()),
        database_(open(folder_)) {
    database_.write([](Connection& connection) { connection.run_script("CREATE TABLE t (n INTEGER, s TEXT) STRICT"); });
  }
  Store(const Store&) = delete;
  ~Store() { fs::remove_all(folder_); }
  Database& database() { return database_; }

  ErrorKind failure_of_insert(int n) {
    try {
      insert(n);
    } catch (const Error& error) {
      return error.kind();
    }
    FAIL("the insert was acknowledged");
    return ErrorKind::other;
  }
  void insert(int n) {
    database_.write([n](Connection& connection) { connection.execute("INSERT INTO t (n) VALUES (?1)", n); });
  }
  bool has(int n) {
    return database_.read(
        [n](Connection& connection) { return connection.query("SELECT 1 FROM t WHERE n = ?1", n).next(); });
  }

 private:
  static Database open(const std::string& folder) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    return Database::open(
        {.url = "sqlite:" + folder + "/store.sqlite", .readers = 2, .busy_timeout = std::chrono::milliseconds{1000}});
  }
  std::string folder_;
  Database database_;
};

}  // namespace

TEST_CASE("a failed sync is never acknowledged, and the file is opened anew") {
  install_failing_file_layer();
  Store store;
  store.insert(1);
  const int opened_before = files_opened;
  syncs_fail = true;
  CHECK(store.failure_of_insert(2) == ErrorKind::lost);
  CHECK(store.failure_of_insert(3) == ErrorKind::lost);
  syncs_fail = false;
  store.insert(4);
  CHECK(files_opened > opened_before);
  CHECK(store.has(1));
  CHECK(store.has(4));
}

TEST_CASE("a full store says so, keeps what it had, and opens the file anew") {
  Store store;
  store.insert(1);
  try {
    store.database().write([](Connection& connection) {
      connection.query("PRAGMA max_page_count = 3");
      connection.execute("INSERT INTO t (n, s) VALUES (?1, ?2)", 2, std::string(100'000, 'x'));
    });
    FAIL("a full store took more");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::full);
  }
  CHECK_FALSE(store.has(2));
  CHECK(store.has(1));
  // The limit went with the connection that met it.
  store.database().write([](Connection& connection) {
    connection.execute("INSERT INTO t (n, s) VALUES (?1, ?2)", 3, std::string(100'000, 'x'));
  });
  CHECK(store.has(3));
}

TEST_CASE("a store that cannot be opened says why") {
  CHECK_THROWS_AS(Database::open({.url = "sqlite:/nowhere/at/all.sqlite"}), Error);
  CHECK_THROWS_AS(Database::open({.url = "sqlite::memory:"}), Error);
  CHECK_THROWS_AS(Database::open({.url = "sqlite:"}), Error);
  CHECK_THROWS_AS(Database::open({.url = "postgresql://127.0.0.1:1/none?connect_timeout=1"}), Error);
}
