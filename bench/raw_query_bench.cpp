#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "storage/database.h"

/// Point queries and inserts with full sync per second, through the storage layer and with SQLite's functions alone.
/// `raw_query_bench [folder]`: the folder decides which disk is measured; default the temporary one.

using namespace kringwerk::storage;

namespace {

constexpr int kRows = 100'000;
constexpr int kQueries = 300'000;
constexpr int kInserts = 1'000;
constexpr const char* kSelect = "SELECT name, grams FROM stream WHERE id = ?1";
constexpr const char* kInsert = "INSERT INTO stream (id, name, grams) VALUES (?1, ?2, ?3)";
constexpr const char* kName = "Afvalhout, gezaagd";

template <class Work>
double per_second(int count, Work work) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < count; ++i) work(i);
  return count / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Visits the ids in an order that does not walk along the pages.
int scattered(int i) {
  return static_cast<int>((static_cast<std::int64_t>(i) * 7919) % kRows);
}

void must(bool holds) {
  if (!holds) std::abort();
}

struct Rates {
  double query_per_transaction;
  double queries_in_one_transaction;
  double inserts;
};

Rates through_layer(const std::string& file) {
  Database database = Database::open({.url = "sqlite:" + file});
  database.write([](Connection& connection) {
    connection.run_script("CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL, grams INTEGER) STRICT");
    for (int i = 0; i < kRows; ++i) connection.execute(kInsert, i, kName, i);
  });
  std::int64_t grams = 0;
  const auto look = [&](Connection& connection, int i) {
    Rows rows = connection.query(kSelect, scattered(i));
    must(rows.next());
    must(!rows.text(0).empty());
    grams += rows.int64(1);
  };
  Rates rates{};
  rates.query_per_transaction =
      per_second(kQueries, [&](int i) { database.read([&](Connection& connection) { look(connection, i); }); });
  rates.queries_in_one_transaction =
      database.read([&](Connection& connection) { return per_second(kQueries, [&](int i) { look(connection, i); }); });
  rates.inserts = per_second(kInserts, [&](int i) {
    database.write([i](Connection& connection) { connection.execute(kInsert, kRows + i, kName, i); });
  });
  must(grams > 0);
  return rates;
}

/// SQLite's own functions, with statements prepared once and the same settings.
class Bare {
 public:
  explicit Bare(const std::string& file) {
    must(sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) == SQLITE_OK);
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA cache_size = -16000");
    // The statements need the open database, so no initialiser can make them.
    // NOLINTBEGIN(cppcoreguidelines-prefer-member-initializer)
    select_ = prepare(kSelect);
    insert_ = prepare(kInsert);
    begin_ = prepare("BEGIN");
    rollback_ = prepare("ROLLBACK");
    // NOLINTEND(cppcoreguidelines-prefer-member-initializer)
  }
  Bare(const Bare&) = delete;
  ~Bare() {
    for (sqlite3_stmt* statement : {select_, insert_, begin_, rollback_}) sqlite3_finalize(statement);
    sqlite3_close(database_);
  }
  void run(const char* sql) { must(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK); }
  void begin() { finish(begin_); }
  void rollback() { finish(rollback_); }
  std::int64_t look(int i) {
    sqlite3_bind_int64(select_, 1, scattered(i));
    must(sqlite3_step(select_) == SQLITE_ROW);
    must(sqlite3_column_bytes(select_, 0) > 0);
    const std::int64_t grams = sqlite3_column_int64(select_, 1);
    sqlite3_reset(select_);
    return grams;
  }
  void insert(int id) {
    sqlite3_bind_int64(insert_, 1, id);
    sqlite3_bind_text(insert_, 2, kName, -1, SQLITE_STATIC);
    sqlite3_bind_int64(insert_, 3, id);
    finish(insert_);
  }

 private:
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    must(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) == SQLITE_OK);
    return statement;
  }
  static void finish(sqlite3_stmt* statement) {
    must(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_reset(statement);
  }
  sqlite3* database_ = nullptr;
  sqlite3_stmt *select_ = nullptr, *insert_ = nullptr, *begin_ = nullptr, *rollback_ = nullptr;
};

Rates bare(const std::string& file) {
  Bare sqlite(file);
  std::int64_t grams = 0;
  Rates rates{};
  rates.query_per_transaction = per_second(kQueries, [&](int i) {
    sqlite.begin();
    grams += sqlite.look(i);
    sqlite.rollback();
  });
  sqlite.begin();
  rates.queries_in_one_transaction = per_second(kQueries, [&](int i) { grams += sqlite.look(i); });
  sqlite.rollback();
  rates.inserts = per_second(kInserts, [&](int i) { sqlite.insert(kRows + kInserts + i); });
  must(grams > 0);
  return rates;
}

void print(const char* what, const Rates& rates) {
  std::printf("%-16s %14.0f %22.0f %14.0f\n", what, rates.query_per_transaction, rates.queries_in_one_transaction,
              rates.inserts);
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path place =
      argc > 1 ? std::filesystem::path(argv[1]) : std::filesystem::temp_directory_path();
  const auto folder = place / ("kw_bench_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string file = (folder / "store.sqlite").string();
  std::printf("per second       read with query    queries in one read    insert, FULL\n");
  print("storage layer", through_layer(file));
  print("sqlite3 alone", bare(file));
  std::filesystem::remove_all(folder);
}
