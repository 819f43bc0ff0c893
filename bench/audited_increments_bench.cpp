// Fifty clients that each raise one counter a thousand times, every time with a line of the audit trail, and then the
// check of the whole chain. On SQLite the clients are threads; on PostgreSQL the halves run in two processes, that
// scripts/bench-increments starts.
//   audited_increments_bench prepare URL | raise URL CLIENTS TIMES | check URL EXPECTED
#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "access/io/check_chain.h"
#include "storage/database.h"
#include "storage/migrations.h"

using namespace kringwerk;
using storage::Connection;
using storage::Database;

namespace {

const std::string kKey(32, 'a');
constexpr Instant kNow = instant_from_ms(1795255445000);

std::int64_t counter_in(Connection& connection) {
  auto rows = connection.query("SELECT n FROM counter");
  rows.next();
  return rows.int64(0);
}

void prepare(Database& database) {
  const auto migrations = storage::read_migrations("migrations");
  database.write([&](Connection& connection) {
    storage::migrate_to(connection, migrations, static_cast<int>(migrations.size()));
    connection.run_script(storage::for_backend(
        database.backend(), "CREATE TABLE counter (n INT64 NOT NULL) STRICT; INSERT INTO counter VALUES (0)"));
  });
}

void raise_once(Database& database) {
  database.write([&](Connection& transaction) {
    const std::int64_t n = counter_in(transaction);
    transaction.execute("UPDATE counter SET n = ?1", n + 1);
    access::record_deed(transaction, kKey, {access::ActorKind::person, access::PersonId{60}, "bench", kNow},
                        {"counter.raised", "counter", 1, {{"n", std::to_string(n), std::to_string(n + 1)}}});
  });
}

int raise(Database& database, int clients, int times) {
  std::atomic<int> done = 0;
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int client = 0; client < clients; ++client) {
    threads.emplace_back([&] {
      for (int i = 0; i < times; ++i) {
        try {
          raise_once(database);
          ++done;
        } catch (const storage::Error& error) {
          if (++failed == 1) std::fprintf(stderr, "%s\n", error.what());
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::printf("%d done, %d refused\n", done.load(), failed.load());
  return failed == 0 ? 0 : 1;
}

int check(Database& database, std::int64_t expected) {
  const auto start = std::chrono::steady_clock::now();
  return database.read([&](Connection& connection) {
    const access::ChainReport report = access::check_chain(connection, kKey, {});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("counter %lld, lines %lld, chain %s, checked in %.2f s\n",
                static_cast<long long>(counter_in(connection)), static_cast<long long>(report.lines),
                report.first ? "BROKEN" : "whole", took.count());
    return !report.first && report.lines == expected && counter_in(connection) == expected ? 0 : 1;
  });
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() < 2) return 2;
  Database database = Database::open({words[1], 4, std::chrono::seconds{30}});
  if (words[0] == "prepare") {
    prepare(database);
    return 0;
  }
  if (words[0] == "raise" && words.size() == 4) return raise(database, std::stoi(words[2]), std::stoi(words[3]));
  if (words[0] == "check" && words.size() == 3) return check(database, std::stoll(words[2]));
  return 2;
}
