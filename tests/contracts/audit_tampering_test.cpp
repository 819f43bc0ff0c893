#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "access/io/check_chain.h"
#include "access/io/erase_details.h"
#include "both_stores.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::access;
using contracts::rows_in;
using storage::Connection;
using storage::Database;

namespace {

constexpr Instant kStart = instant_from_ms(1795255445000);
const std::string kKey(32, 'a');

/// One trail of eight deeds with an anchor at line 3 and at the end, and the hands that change it.
class Trail {
 public:
  explicit Trail(Database& database)
      : database_(database),
        folder_(std::filesystem::temp_directory_path() / ("kw_trail_" + std::to_string(::getpid()))),
        file_(folder_) {
    std::filesystem::remove_all(folder_);
    for (int i = 1; i <= 8; ++i) {
      add(i);
      if (i == 3 || i == 8) anchor();
    }
  }
  Trail(const Trail&) = delete;
  ~Trail() { std::filesystem::remove_all(folder_); }

  void add(int i) {
    std::vector<FieldChange> changes;
    if (i % 2 == 0) changes = {{"amount", std::to_string(i), std::to_string(i + 1)}};
    database_.write([&](Connection& transaction) {
      record_deed(transaction, kKey, {ActorKind::person, PersonId{60}, "r" + std::to_string(i), at(i)},
                  {"offer.confirmed", "stream", 70 + i, changes});
    });
  }
  void anchor() {
    file_.append(kKey, {at(100), database_.read([](Connection& connection) { return load_chain_head(connection); })});
  }
  void tamper(std::string_view sql) {
    database_.write([&](Connection& transaction) { transaction.run_script(sql); });
  }
  /// What somebody with the key can do: makes all hashes anew, from a line on.
  void make_anew(std::int64_t from, std::string_view key) {
    database_.write([&](Connection& transaction) {
      std::string before =
          from == 1 ? "" : text_of(transaction, "SELECT chain_hash FROM audit_line WHERE line_number = ?1", from - 1);
      const std::int64_t last = std::stoll(
          text_of(transaction, "SELECT CAST(MAX(line_number) AS TEXT) FROM audit_line WHERE line_number > ?1", 0));
      for (std::int64_t number = from; number <= last; ++number) {
        AuditLine line = line_at(transaction, number);
        before = hash_of_line(key, before, line);
        transaction.execute("UPDATE audit_line SET chain_hash = ?2 WHERE line_number = ?1", number, before);
      }
      transaction.execute("UPDATE audit_head SET line_number = ?1, chain_hash = ?2", last, before);
    });
  }
  ChainReport check() {
    return database_.read([&](Connection& connection) { return check_chain(connection, kKey, {file_.read(kKey)}); });
  }
  /// "fault line": the first bad record.
  std::string first() {
    const ChainReport report = check();
    if (!report.first) return "whole";
    return std::string(kChainFaultKeys[static_cast<std::size_t>(report.first->fault)]) + " " +
           std::to_string(report.first->line.number);
  }
  const AnchorFile& file() const { return file_; }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  static Instant at(int i) { return kStart + std::chrono::seconds{i}; }
  static std::string text_of(Connection& connection, std::string_view sql, std::int64_t number) {
    auto rows = connection.query(sql, number);
    REQUIRE(rows.next());
    return rows.get<std::string>(0);
  }
  static AuditLine line_at(Connection& connection, std::int64_t number) {
    auto rows = connection.query(
        "SELECT at_ms, actor_kind, person_id, request_id, action, record_type, record_id, detail_hash FROM audit_line "
        "WHERE line_number = ?1",
        number);
    REQUIRE(rows.next());
    return {number,
            rows.get<Instant>(0),
            rows.get<std::string>(1),
            rows.int64(2),
            rows.get<std::string>(3),
            rows.get<std::string>(4),
            rows.get<std::string>(5),
            rows.int64(6),
            rows.get<std::string>(7),
            {}};
  }

  Database& database_;
  std::filesystem::path folder_;
  AnchorFile file_;
};

void for_each_trail(const std::function<void(Trail&, Database&)>& test) {
  contracts::for_each_migrated_store([&](Database& database) {
    Trail trail(database);
    REQUIRE(trail.first() == "whole");
    test(trail, database);
  });
}

/// `number` becomes free, and what stood there and behind it moves one up.
const std::string kMoveUpFrom5 =
    "DELETE FROM audit_detail WHERE line_number > 4;"
    "UPDATE audit_line SET line_number = line_number + 1001 WHERE line_number > 4;"
    "UPDATE audit_line SET line_number = line_number - 1000 WHERE line_number > 1000;";

}  // namespace

TEST_CASE("a whole trail is whole, and says how far it goes") {
  for_each_trail([](Trail& trail, Database&) {
    const ChainReport report = trail.check();
    CHECK_FALSE(report.first);
    CHECK(report.lines == 8);
    CHECK(report.anchors == 2);
    CHECK(report.head.number == 8);
    trail.add(9);
    CHECK(trail.first() == "whole");
  });
}

TEST_CASE("each column of a line is held by its hash") {
  for (const std::string change :
       {"at_ms = at_ms + 1", "actor_kind = 'program'", "person_id = 61", "request_id = 'r0'",
        "action = 'offer.drafted'", "record_type = 'case'", "record_id = 71", "detail_hash = ''", "chain_hash = 'c'"}) {
    INFO(change);
    for_each_trail([&](Trail& trail, Database&) {
      trail.tamper("UPDATE audit_line SET " + change + " WHERE line_number = 6");
      CHECK(trail.first() == "line_changed 6");
      const ChainReport report = trail.check();
      CHECK(report.first->has_line);
      CHECK(report.first->since == kStart + std::chrono::seconds{5});
    });
  }
}

TEST_CASE("an edited detail is found, and one put where none was") {
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("UPDATE audit_detail SET changes = '6:amount;1:4;1:9;' WHERE line_number = 4");
    CHECK(trail.first() == "detail_changed 4");
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("UPDATE audit_detail SET salt = 's' WHERE line_number = 4");
    CHECK(trail.first() == "detail_changed 4");
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("INSERT INTO audit_detail VALUES (5, 's', '6:amount;1:4;1:9;')");
    CHECK(trail.first() == "detail_changed 5");
  });
}

TEST_CASE("a line taken out of the middle is missed, also when the others are renumbered") {
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("DELETE FROM audit_line WHERE line_number = 5");
    CHECK(trail.first() == "line_missing 5");
    CHECK(trail.check().first->expected == 6);
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper(
        "DELETE FROM audit_detail WHERE line_number > 4; DELETE FROM audit_line WHERE line_number = 5;"
        "UPDATE audit_line SET line_number = line_number + 1000 WHERE line_number > 5;"
        "UPDATE audit_line SET line_number = line_number - 1001 WHERE line_number > 1000;"
        "UPDATE audit_head SET line_number = 7");
    CHECK(trail.first() == "line_changed 5");
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("DELETE FROM audit_line WHERE line_number = 1");
    CHECK(trail.first() == "line_missing 1");
  });
}

TEST_CASE("two lines that change places are found, and a line put in between") {
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper(
        "DELETE FROM audit_detail; UPDATE audit_line SET line_number = 1000 WHERE line_number = 5;"
        "UPDATE audit_line SET line_number = 5 WHERE line_number = 7;"
        "UPDATE audit_line SET line_number = 7 WHERE line_number = 1000");
    CHECK(trail.first() == "detail_missing 2");
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper(
        "UPDATE audit_line SET line_number = 1000 WHERE line_number = 5;"
        "UPDATE audit_line SET line_number = 5 WHERE line_number = 7;"
        "UPDATE audit_line SET line_number = 7 WHERE line_number = 1000");
    CHECK(trail.first() == "line_changed 5");
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper(kMoveUpFrom5 +
                 "INSERT INTO audit_line VALUES (5, 1795255449500, 'person', 60, 'r', 'offer.confirmed', 'stream', 75, "
                 "'', 'c'); UPDATE audit_head SET line_number = 9");
    CHECK(trail.first() == "line_changed 5");
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("INSERT INTO audit_line VALUES (9, 1795255455000, 'person', 60, 'r', 'a.b', 'stream', 7, '', 'c')");
    CHECK(trail.first() == "line_changed 9");
  });
}

TEST_CASE("an end that is cut off is missed by the anchor, head row or not") {
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("DELETE FROM audit_detail WHERE line_number > 6; DELETE FROM audit_line WHERE line_number > 6");
    CHECK(trail.first() == "end_cut_off 7");
    trail.make_anew(6, kKey);
    CHECK(trail.first() == "end_cut_off 7");
    CHECK(trail.check().first->expected == 8);
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper(
        "DELETE FROM audit_detail; DELETE FROM audit_line; UPDATE audit_head SET line_number = 0, chain_hash = ''");
    CHECK(trail.first() == "end_cut_off 1");
  });
}

TEST_CASE("a chain made anew is found: without the key at once, with the key by its anchor") {
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("UPDATE audit_line SET record_id = 99 WHERE line_number = 5");
    trail.make_anew(5, std::string(32, 'x'));
    CHECK(trail.first() == "line_changed 5");
    trail.make_anew(5, kKey);
    CHECK(trail.first() == "anchor_differs 8");
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("UPDATE audit_line SET record_id = 99 WHERE line_number = 2");
    trail.make_anew(2, kKey);
    CHECK(trail.first() == "anchor_differs 3");
  });
}

TEST_CASE("a head that says something else is found, and one that is gone stops all deeds") {
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("UPDATE audit_head SET chain_hash = 'c'");
    CHECK(trail.first() == "head_changed 8");
    trail.add(9);
    CHECK(trail.first() == "line_changed 9");
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("UPDATE audit_head SET line_number = 4");
    CHECK(trail.first() == "head_changed 8");
    CHECK_THROWS(trail.add(9));
  });
  for_each_trail([](Trail& trail, Database&) {
    trail.tamper("DELETE FROM audit_head");
    CHECK(trail.first() == "head_changed 8");
    CHECK_THROWS(trail.add(9));
  });
}

TEST_CASE("details may go when that is announced, and not otherwise") {
  for_each_trail([](Trail& trail, Database& database) {
    const DeedAuthor officer{ActorKind::person, PersonId{61}, "r", kStart};
    CHECK(database.read([](Connection& connection) {
      return lines_with_details_of_record(connection, "stream", 74);
    }) == std::vector<std::int64_t>{4});
    const auto lines =
        database.read([](Connection& connection) { return lines_with_details_by_person(connection, PersonId{60}); });
    CHECK(lines == std::vector<std::int64_t>{2, 4, 6, 8});
    const auto erase = [&](std::vector<std::int64_t> wanted) {
      return database.write([&](Connection& transaction) { return erase_details(transaction, kKey, officer, wanted); });
    };
    CHECK(erase({2, 3, 4}) == 2);
    CHECK(erase({2}) == 0);
    CHECK(rows_in(database, "audit_line") == 10);
    CHECK(rows_in(database, "audit_detail") == 2);
    CHECK(trail.first() == "whole");
    CHECK(trail.check().erased == 2);
    trail.tamper("DELETE FROM audit_detail WHERE line_number = 6");
    CHECK(trail.first() == "detail_missing 6");
    CHECK(trail.check().first->line.record_id == 76);
    // A break behind it is not the first bad record; one before it is.
    trail.tamper("UPDATE audit_line SET record_id = 1 WHERE line_number = 7");
    CHECK(trail.first() == "detail_missing 6");
    trail.tamper("UPDATE audit_line SET record_id = 1 WHERE line_number = 5");
    CHECK(trail.first() == "line_changed 5");
  });
}

TEST_CASE("anchors cannot be changed, made up or taken from between, and a torn one is no anchor") {
  for_each_trail([](Trail& trail, Database&) {
    const auto rewrite = [&](const std::function<std::string(const std::string&)>& change) {
      std::ifstream old(trail.file().path());
      const std::string text{std::istreambuf_iterator<char>(old), {}};
      std::ofstream(trail.file().path()) << change(text);
      std::string found = trail.first();
      std::ofstream(trail.file().path()) << text;
      return found;
    };
    CHECK(rewrite([](const std::string& text) { return text; }) == "whole");
    CHECK(rewrite([](const std::string& text) {
            return std::string(text).replace(text.find("\"line\":3"), 8, "\"line\":2");
          }) == "anchor_changed 8");
    CHECK(rewrite([](const std::string& text) { return text.substr(text.find('\n') + 1); }) == "anchor_changed 8");
    CHECK(rewrite([](const std::string& text) { return text + "{}\n"; }) == "anchor_changed 8");
    CHECK(rewrite([](const std::string& text) { return text + "{\"at_ms\":17"; }) == "whole");
    std::ofstream(trail.file().path(), std::ios::app) << "{\"at_ms\":17";
    trail.add(9);
    trail.anchor();
    CHECK(trail.first() == "whole");
    CHECK(trail.check().anchors == 3);
    const auto status = std::filesystem::status(trail.file().path());
    CHECK(status.permissions() == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  });
}
