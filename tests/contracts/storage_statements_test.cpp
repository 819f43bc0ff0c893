#include <doctest/doctest.h>

#include "base/result.h"
#include "both_stores.h"
#include "storage/migrations.h"

using namespace kringwerk;
using storage::Connection;
using storage::Database;
using storage::ErrorKind;
using storage::Rows;

namespace {

void make_tables(Database& database) {
  database.write([&](Connection& connection) {
    connection.run_script(storage::for_backend(
        database.backend(),
        "CREATE TABLE parent (id INT64 PRIMARY KEY, name TEXT NOT NULL UNIQUE, n INT64 CHECK (n >= 0)) STRICT;"
        "CREATE TABLE child (id INT64 PRIMARY KEY, parent_id INT64 NOT NULL REFERENCES parent (id)) STRICT;"));
  });
}

std::int64_t count(Database& database, const char* table) {
  return database.read([&](Connection& connection) {
    Rows rows = connection.query(std::string("SELECT COUNT(*) FROM ") + table);
    rows.next();
    return rows.int64(0);
  });
}

template <class Work>
std::optional<ErrorKind> kind_of_failure(Database& database, Work work) {
  try {
    database.write(work);
    return std::nullopt;
  } catch (const storage::Error& error) {
    return error.kind();
  }
}

std::string one_text(Connection& connection, const char* sql, std::vector<storage::Value> values) {
  Rows rows = connection.run_query(sql, std::move(values));
  REQUIRE(rows.next());
  return rows.get<std::string>(0);
}

}  // namespace

TEST_CASE("parameters go by their number, in any order and more than once") {
  contracts::for_each_store([](Database& database) {
    database.read([](Connection& connection) {
      CHECK(one_text(connection, "SELECT ?2 || '-' || ?1 || '-' || ?2", {"a", "b"}) == "b-a-b");
      CHECK(one_text(connection, "SELECT '?1 $1' || ?1 -- ?2", {"x"}) == "?1 $1x");
    });
    database.read([](Connection& connection) {
      CHECK_THROWS_AS(one_text(connection, "SELECT $1", {"x"}), storage::Error);
      CHECK_THROWS_AS(one_text(connection, "SELECT ?", {"x"}), storage::Error);
    });
  });
}

TEST_CASE("one text with other types is another statement") {
  contracts::for_each_store([](Database& database) {
    database.read([](Connection& connection) {
      for (int round = 0; round < 2; ++round) {
        CHECK(one_text(connection, "SELECT ?1", {"x"}) == "x");
        CHECK(one_text(connection, "SELECT ?1", {5}) == "5");
      }
    });
  });
}

TEST_CASE("text that is not UTF-8 or holds a zero is refused") {
  contracts::for_each_store([](Database& database) {
    database.read([](Connection& connection) {
      CHECK_THROWS_AS(one_text(connection, "SELECT ?1", {std::string_view("\xC3")}), storage::Error);
      CHECK_THROWS_AS(one_text(connection, "SELECT ?1", {std::string_view("a\0b", 3)}), storage::Error);
    });
  });
}

TEST_CASE("LIKE minds upper and lower case") {
  contracts::for_each_store([](Database& database) {
    database.read([](Connection& connection) {
      CHECK(one_text(connection, "SELECT CASE WHEN 'Hout' LIKE ?1 THEN 'yes' ELSE 'no' END", {"hout"}) == "no");
      CHECK(one_text(connection, "SELECT CASE WHEN 'Hout' LIKE ?1 THEN 'yes' ELSE 'no' END", {"Ho%"}) == "yes");
    });
  });
}

TEST_CASE("sums of whole numbers are whole numbers, comparisons are 0 or 1") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    database.write([](Connection& connection) {
      connection.execute("INSERT INTO parent VALUES (1, 'a', 4), (2, 'b', 5)");
      Rows rows = connection.query("SELECT SUM(n), MAX(n) > 4, COUNT(*), MIN(LENGTH(name)) FROM parent");
      REQUIRE(rows.next());
      CHECK(rows.get<std::int64_t>(0) == 9);
      CHECK(rows.get<bool>(1));
      CHECK(rows.get<int>(2) == 2);
      CHECK(rows.get<int>(3) == 1);
    });
  });
}

TEST_CASE("execute answers the rows it changed") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    database.write([](Connection& connection) {
      CHECK(connection.execute("INSERT INTO parent VALUES (1, 'a', 4), (2, 'b', 5)") == 2);
      CHECK(connection.execute("UPDATE parent SET n = ?1", 7) == 2);
      CHECK(connection.execute("UPDATE parent SET n = ?1 WHERE id = ?2", 7, 3) == 0);
      CHECK(connection.execute("SELECT 1") == 0);
      CHECK(connection.execute("INSERT INTO parent VALUES (1, 'x', 1) ON CONFLICT (id) DO NOTHING") == 0);
      CHECK(connection.execute("DELETE FROM parent WHERE id = 1 RETURNING id") == 1);
    });
  });
}

TEST_CASE("a change with RETURNING is made even when nobody reads its rows") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    database.write([](Connection& connection) {
      connection.query("INSERT INTO parent VALUES (1, 'a', 4), (2, 'b', 5) RETURNING id");
    });
    CHECK(count(database, "parent") == 2);
    database.write([](Connection& connection) {
      Rows rows = connection.query("INSERT INTO parent VALUES (3, 'c', 4), (4, 'd', 5) RETURNING id");
      REQUIRE(rows.next());
      CHECK(rows.int64(0) == 3);
    });
    CHECK(count(database, "parent") == 4);
  });
}

TEST_CASE("queries nest, with one text too") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    database.write([](Connection& connection) {
      connection.execute("INSERT INTO parent VALUES (1, 'a', 4), (2, 'b', 5)");
      std::string seen;
      Rows outer = connection.query("SELECT name FROM parent ORDER BY id");
      while (outer.next()) {
        Rows inner = connection.query("SELECT name FROM parent ORDER BY id");
        while (inner.next()) seen += outer.get<std::string>(0) + inner.get<std::string>(0) + " ";
        connection.execute("UPDATE parent SET n = n + 1");
      }
      CHECK(seen == "aa ab ba bb ");
    });
  });
}

TEST_CASE("the strings of a query may go before its rows are read") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    database.write([](Connection& connection) {
      connection.execute("INSERT INTO parent VALUES (1, 'a', 4), (2, 'b', 4)");
      std::string other = "z";
      Rows rows = connection.query("SELECT name FROM parent WHERE name <> ?1 ORDER BY id", other);
      other[0] = 'b';
      CHECK(rows.next());
      CHECK(rows.next());
      CHECK_FALSE(rows.next());
    });
  });
}

TEST_CASE("broken constraints are told as such") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    database.write([](Connection& connection) { connection.execute("INSERT INTO parent VALUES (1, 'a', 4)"); });
    for (const char* sql : {"INSERT INTO parent VALUES (1, 'b', 4)", "INSERT INTO parent VALUES (2, 'a', 4)",
                            "INSERT INTO parent VALUES (2, NULL, 4)", "INSERT INTO parent VALUES (2, 'b', -1)",
                            "INSERT INTO child VALUES (1, 99)"}) {
      INFO(sql);
      CHECK(kind_of_failure(database, [&](Connection& connection) { connection.execute(sql); }) ==
            ErrorKind::constraint);
    }
    CHECK(kind_of_failure(database, [](Connection& connection) {
            connection.execute("SELECT nonsense FROM nothing");
          }) == ErrorKind::other);
    CHECK(count(database, "parent") == 1);
  });
}

TEST_CASE("a type the column does not have is refused") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    CHECK(kind_of_failure(database, [](Connection& connection) {
      connection.execute("INSERT INTO parent VALUES (?1, ?2, ?3)", 1, "a", "many");
    }));
  });
}

TEST_CASE("after a failure the whole transaction is spent, even when the failure is swallowed") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    const auto kind = kind_of_failure(database, [](Connection& connection) {
      connection.execute("INSERT INTO parent VALUES (1, 'a', 4)");
      CHECK_THROWS_AS(connection.execute("INSERT INTO parent VALUES (1, 'b', 4)"), storage::Error);
      CHECK_THROWS_AS(connection.execute("INSERT INTO parent VALUES (2, 'b', 4)"), storage::Error);
    });
    CHECK(kind == ErrorKind::constraint);
    CHECK(count(database, "parent") == 0);
  });
}

TEST_CASE("an exception or a Result without value rolls back, a value keeps") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    const auto insert = [](Connection& connection, int id) {
      connection.execute("INSERT INTO parent VALUES (?1, ?2, 1)", id, std::to_string(id));
    };
    CHECK_THROWS_AS(database.write([&](Connection& connection) {
      insert(connection, 1);
      throw std::runtime_error("no");
    }),
                    std::runtime_error);
    const Result<int> refused = database.write([&](Connection& connection) -> Result<int> {
      insert(connection, 2);
      return Conflict{};
    });
    CHECK_FALSE(refused.has_value());
    CHECK(count(database, "parent") == 0);
    const Result<int> kept = database.write([&](Connection& connection) -> Result<int> {
      insert(connection, 3);
      return 3;
    });
    CHECK(kept.value() == 3);
    CHECK(count(database, "parent") == 1);
  });
}

TEST_CASE("a reader cannot write") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    CHECK_THROWS_AS(
        database.read([](Connection& connection) { connection.execute("INSERT INTO parent VALUES (1, 'a', 4)"); }),
        storage::Error);
    CHECK(count(database, "parent") == 0);
  });
}

TEST_CASE("texts sort by their bytes") {
  contracts::for_each_store([](Database& database) {
    make_tables(database);
    database.write([](Connection& connection) {
      connection.execute("INSERT INTO parent VALUES (1, 'é', 1), (2, 'a', 1), (3, 'B', 1), (4, 'z', 1), (5, 'a b', 1)");
      std::string order;
      Rows rows = connection.query("SELECT name FROM parent ORDER BY name");
      while (rows.next()) order += rows.get<std::string>(0) + "|";
      CHECK(order == "B|a|a b|z|é|");
    });
  });
}

TEST_CASE("more statements than the cache holds") {
  contracts::for_each_store([](Database& database) {
    for (int round = 0; round < 2; ++round) {
      database.read([](Connection& connection) {
        for (int i = 0; i < 450; ++i) {
          const std::string sql = "SELECT ?1 || '" + std::to_string(i) + "'";
          CHECK(one_text(connection, sql.c_str(), {"x"}) == "x" + std::to_string(i));
        }
      });
    }
  });
}

TEST_CASE("a plan made before another process changed the table does not stay in the way") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    Database database = store.open();
    make_tables(database);
    const auto columns = [](Connection& connection) {
      Rows rows = connection.query("SELECT * FROM parent");
      CHECK_FALSE(rows.next());
    };
    for (int i = 0; i < 3; ++i) database.read(columns);
    store.open().write(
        [](Connection& connection) { connection.run_script("ALTER TABLE parent ADD COLUMN note TEXT"); });
    for (int i = 0; i < 3; ++i) database.read(columns);
  });
}
