#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <thread>

#include "both_stores.h"
#include "storage/migrations.h"

using namespace kringwerk;
using storage::Connection;
using storage::Database;
using storage::ErrorKind;
using storage::Rows;

namespace {

void make_counters(Database& database) {
  database.write([&](Connection& connection) {
    connection.run_script(storage::for_backend(database.backend(),
                                               "CREATE TABLE counter (id INT64 PRIMARY KEY, n INT64 NOT NULL) STRICT;"
                                               "INSERT INTO counter VALUES (1, 0), (2, 0);"));
  });
}

std::int64_t value_of(Connection& connection, int id) {
  Rows rows = connection.query("SELECT n FROM counter WHERE id = ?1", id);
  rows.next();
  return rows.int64(0);
}

void set_value(Connection& connection, int id, std::int64_t n) {
  connection.execute("UPDATE counter SET n = ?2 WHERE id = ?1", id, n);
}

std::int64_t final_value(Database& database, int id) {
  return database.read([id](Connection& connection) { return value_of(connection, id); });
}

}  // namespace

TEST_CASE("fifty threads that load, add and save lose nothing") {
  contracts::for_each_store([](Database& database) {
    make_counters(database);
    std::atomic<int> done = 0;
    std::atomic<int> conflicts = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 50; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < 4; ++round) {
          try {
            database.write([](Connection& connection) { set_value(connection, 1, value_of(connection, 1) + 1); });
            ++done;
          } catch (const storage::Error& error) {
            if (error.kind() == ErrorKind::conflict) ++conflicts;
          }
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(final_value(database, 1) == done.load());
    CHECK(done + conflicts == 200);
    CHECK(done > 0);
    if (database.backend() == storage::Backend::sqlite) CHECK(conflicts == 0);
  });
}

TEST_CASE("two processes that load, add and save lose nothing, and on SQLite none works for nothing") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    Database first = store.open();
    Database second = store.open();
    make_counters(first);
    std::atomic<int> done = 0;
    std::atomic<int> calls = 0;
    const auto add = [&](Database& database) {
      for (int round = 0; round < 20; ++round) {
        try {
          database.write([&](Connection& connection) {
            ++calls;
            set_value(connection, 1, value_of(connection, 1) + 1);
          });
          ++done;
        } catch (const storage::Error& error) {
          CHECK(error.kind() == ErrorKind::conflict);
        }
      }
    };
    auto other = std::async(std::launch::async, [&] { add(second); });
    add(first);
    other.get();
    CHECK(final_value(first, 1) == done.load());
    if (first.backend() == storage::Backend::sqlite) CHECK(calls == 40);
  });
}

TEST_CASE("two decisions on each other's facts are not both kept") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    Database database = store.open();
    Database other = store.open();
    make_counters(database);
    // Each may only take when the sum is still 0: write skew under snapshot isolation.
    std::atomic<int> arrived = 0;
    const auto take = [&](Database& process, int id) {
      return process.write([&](Connection& connection) {
        const bool free = value_of(connection, 1) + value_of(connection, 2) == 0;
        ++arrived;
        // On PostgreSQL, without a schema and so without turns, both are in their transaction at once; on SQLite the
        // second waits outside.
        while (database.backend() == storage::Backend::postgres && arrived < 2) std::this_thread::yield();
        if (free) set_value(connection, id, 1);
        return free;
      });
    };
    auto first = std::async(std::launch::async, [&] { return take(database, 1); });
    auto second = std::async(std::launch::async, [&] { return take(other, 2); });
    const int taken = static_cast<int>(first.get()) + static_cast<int>(second.get());
    CHECK(taken == 1);
    CHECK(final_value(database, 1) + final_value(database, 2) == 1);
  });
}

TEST_CASE("a reader sees one moment") {
  contracts::for_each_store([](Database& database) {
    make_counters(database);
    database.read([&](Connection& connection) {
      CHECK(value_of(connection, 1) == 0);
      database.write([](Connection& writer) {
        set_value(writer, 1, 5);
        set_value(writer, 2, 5);
      });
      CHECK(value_of(connection, 1) == 0);
      CHECK(value_of(connection, 2) == 0);
    });
    CHECK(final_value(database, 1) == 5);
  });
}

TEST_CASE("a conflict repeats the work five times, then it is told") {
  contracts::for_each_store([](Database& database) {
    make_counters(database);
    int tries = 0;
    const auto fails_until = [&](int good) {
      tries = 0;
      database.write([&](Connection& connection) {
        set_value(connection, 1, ++tries);
        if (tries < good) throw storage::Error(ErrorKind::conflict, "again");
      });
    };
    fails_until(5);
    CHECK(tries == 5);
    CHECK(final_value(database, 1) == 5);
    CHECK_THROWS_AS(fails_until(6), storage::Error);
    CHECK(tries == 5);
    CHECK(final_value(database, 1) == 5);
  });
}

TEST_CASE("who waits too long for the store is told it is busy") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    Database database = store.open(std::chrono::milliseconds{50}, 1);
    make_counters(database);
    database.write([&](Connection& connection) {
      set_value(connection, 1, 1);
      try {
        database.write([](Connection& other) { set_value(other, 1, 2); });
        FAIL("two writers at once");
      } catch (const storage::Error& error) {
        CHECK(error.kind() == ErrorKind::busy);
      }
    });
    CHECK(final_value(database, 1) == 1);
  });
}

TEST_CASE("a lock held by another process is told as busy") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    Database database = store.open(std::chrono::milliseconds{50});
    make_counters(database);
    Database other = store.open(std::chrono::milliseconds{50});
    database.write([&](Connection& connection) {
      set_value(connection, 1, 1);
      try {
        other.write([](Connection& second) { set_value(second, 1, 2); });
        FAIL("two writers at once");
      } catch (const storage::Error& error) {
        CHECK(error.kind() == ErrorKind::busy);
      }
    });
    other.write([](Connection& connection) { set_value(connection, 2, 7); });
    CHECK(final_value(database, 1) == 1);
    CHECK(final_value(database, 2) == 7);
  });
}

TEST_CASE("what was kept is there after opening again") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    {
      Database database = store.open();
      make_counters(database);
      database.write([](Connection& connection) { set_value(connection, 1, 42); });
    }
    Database again = store.open();
    CHECK(final_value(again, 1) == 42);
  });
}

TEST_CASE("lost PostgreSQL connections are replaced") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    Database database = store.open();
    if (database.backend() != storage::Backend::postgres) return;
    make_counters(database);
    // All sessions but the asking one are ended, as a fail-over would; then the asking one.
    const char* end_others =
        "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()";
    database.read([&](Connection& outer) {
      value_of(outer, 1);
      database.write([&](Connection& connection) { connection.execute(end_others); });
      try {
        value_of(outer, 1);
        FAIL("the session was ended");
      } catch (const storage::Error& error) {
        CHECK(error.kind() == ErrorKind::lost);
      }
    });
    // Three idle sessions that do not know yet that they were ended, each asked for once.
    const auto three_at_once = [&] {
      database.read([&](Connection& one) {
        database.read(
            [&](Connection& two) { CHECK(value_of(one, 1) + value_of(two, 1) + final_value(database, 1) == 0); });
      });
    };
    three_at_once();
    store.open().write([&](Connection& connection) { connection.execute(end_others); });
    three_at_once();
    for (int i = 0; i < 4; ++i) CHECK(final_value(database, 1) == 0);
    database.write([](Connection& connection) { set_value(connection, 1, 3); });
    CHECK(final_value(database, 1) == 3);
  });
}
