#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "accounts/io/person_erasure.h"
#include "accounts/io/person_export.h"
#include "both_stores.h"
#include "planted_person.h"
#include "small_site.h"
#include "storage/migrations.h"

using namespace kringwerk;
using namespace kringwerk::accounts;
using contracts::all_registered;
using contracts::hold;
using contracts::kPlantedAt;
using contracts::lay_small_world;
using contracts::places_of;
using contracts::plant;
using contracts::planted;
using contracts::rows_in;
using contracts::shipped_rules;
using storage::Connection;
using storage::Database;

namespace {

Result<std::vector<ErasurePart>> erase(Database& database, const DataSubject& whom, Instant now = kPlantedAt) {
  const std::string key(32, 'a');
  const access::DeedAuthor author{access::ActorKind::person, whom.person, "request", now};
  return database.write([&](Connection& transaction) {
    return erase_person(transaction, all_registered(), whom, {author, key});
  });
}

const ErasurePart* part(const std::vector<ErasurePart>& parts, std::string_view name) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const auto& one) { return one.record_class == name; });
  return found == parts.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("every column that sounds like a person's is registered, and a new one is noticed") {
  contracts::for_each_migrated_store([](Database& database) {
    const auto unregistered = [&] {
      std::string all;
      database.read([&](Connection& connection) {
        for (const std::string& column : unregistered_columns(connection, all_registered())) all += column + " ";
      });
      return all;
    };
    CHECK(unregistered() == "");
    database.write([](Connection& transaction) {
      transaction.run_script("CREATE TABLE newsletter (reader_email TEXT, sent_on TEXT)");
      transaction.run_script("ALTER TABLE person ADD COLUMN phone TEXT");
    });
    CHECK(unregistered() == "newsletter.reader_email person.phone ");
  });
}

TEST_CASE("every class of a registered table has its rule, and every rule a table") {
  std::set<std::string> registered;
  for (const auto& one : all_registered().personal) registered.insert(one.record_class);
  for (const auto& one : all_registered().retained) registered.insert(one.record_class);
  std::set<std::string> ruled;
  const auto all_rules = shipped_rules();
  for (const RetentionRule& rule : all_rules) ruled.insert(rule.name);
  CHECK(registered == ruled);
  for (const auto& one : all_registered().retained) {
    const RetentionRule* rule = find_rule(all_rules, one.record_class);
    REQUIRE(rule);
    CHECK_MESSAGE(rule->kept_days.has_value(), one.record_class);
  }
}

TEST_CASE("an export tells every canary of the person and none of another") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    plant(database, 5000, "qzan");
    plant(database, 6000, "xwbo");
    const std::string json = database.read([](Connection& connection) {
      return export_person(connection, all_registered(), planted(5000, "qzan"), kPlantedAt);
    });
    for (const char* canary :
         {"mail",       "name",           "device",    "purpose",    "invited",   "draftwhat",     "drafttitle",
          "draftstory", "draftpackaging", "openwhat",  "opentitle",  "openstory", "openpackaging", "question",
          "asker",      "answer",         "message",   "sidetitle",  "sidewords", "subject",       "body",
          "change",     "calltitle",      "callstory", "callpurpose"}) {
      CAPTURE(std::string(canary));
      CHECK(json.find(std::string("qzan") + canary) != std::string::npos);
    }
    CHECK(json.find("xwbo") == std::string::npos);
    CHECK(json.find("secretlink") == std::string::npos);
    CHECK(json.find("\"created_at\": \"2026-11-21T10:04:05Z\"") != std::string::npos);
    CHECK(json.find("hash") == std::string::npos);
  });
}

TEST_CASE("an erasure leaves no word of the person and every word of another") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    plant(database, 5000, "qzan");
    plant(database, 6000, "xwbo");
    const auto others = places_of(database, "xwbo");
    CHECK(places_of(database, "qzan").size() == others.size());
    REQUIRE(erase(database, planted(5000, "qzan")));
    // The numbers of a request and the purpose of a consent are no data of the person; here they are canaries too.
    CHECK(places_of(database, "qzan") == std::set<std::string>{"audit_line.request_id", "consent.purpose"});
    CHECK(places_of(database, "xwbo") == others);
    database.read([](Connection& connection) {
      auto rows = connection.query(
          "SELECT person.state, email, role_grant.state, hub_case.state FROM person JOIN role_grant ON "
          "role_grant.person_id = person.person_id, hub_case WHERE person.person_id = 5000 AND case_id = 5006");
      REQUIRE(rows.next());
      CHECK(rows.text(0) == "erased");
      CHECK(rows.text(1) == "erased-5000@erased.invalid");
      CHECK(rows.text(2) == "ended");
      CHECK(rows.text(3) == "closed");
      CHECK_FALSE(load_subject(connection, access::PersonId{5000}));
    });
    CHECK(rows_in(database, "session") == 1);
    CHECK(rows_in(database, "case_note") == 1);
    CHECK(rows_in(database, "held_record") == 0);
  });
}

TEST_CASE("what a legal hold covers is told before, stays, and goes when the hold ends") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    plant(database, 5000, "qzan");
    hold(database, "question", "2027-12-31");
    const auto before = database.read([](Connection& connection) {
      return preview_erasure(connection, all_registered(), planted(5000, "qzan"), kPlantedAt);
    });
    REQUIRE(part(before, "question"));
    CHECK(part(before, "question")->held == 1);
    CHECK(part(before, "question")->held_because == "subsidy audit");
    CHECK(day_text(part(before, "question")->held_until.value()) == "2027-12-31");
    REQUIRE(part(before, "offer"));
    CHECK(part(before, "offer")->held == 0);

    REQUIRE(erase(database, planted(5000, "qzan")));
    auto left = places_of(database, "qzan");
    CHECK(left.count("hub_case.question") == 1);
    CHECK(left.count("person.name") == 0);
    CHECK(rows_in(database, "held_record") == 1);

    const auto release = [&](Extent extent, Instant now) {
      return database.write(
          [&](Connection& transaction) { return erase_released(transaction, all_registered(), extent, now); });
    };
    CHECK(release(Extent::apply, kPlantedAt) == 0);
    const Instant later = kPlantedAt + std::chrono::days{500};
    CHECK(release(Extent::count, later) == 1);
    CHECK(release(Extent::apply, later) == 1);
    CHECK(release(Extent::apply, later) == 0);
    CHECK(places_of(database, "qzan").count("hub_case.question") == 0);
    CHECK(rows_in(database, "held_record") == 0);
  });
}

TEST_CASE("an account under a hold is closed and keeps its name until the hold ends") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    plant(database, 5000, "qzan");
    hold(database, "account", "2026-11-30");
    REQUIRE(erase(database, planted(5000, "qzan")));
    CHECK(places_of(database, "qzan").count("person.name") == 1);
    CHECK(rows_in(database, "session") == 0);
    const auto released = database.write([](Connection& transaction) {
      return erase_released(transaction, all_registered(), Extent::apply, kPlantedAt + std::chrono::days{30});
    });
    CHECK(released == 1);
    CHECK(places_of(database, "qzan").count("person.name") == 0);
    CHECK(places_of(database, "qzan").count("person.email") == 0);
  });
}

TEST_CASE("the last administrator is not erased, the last but one is") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    plant(database, 5000, "qzan");
    plant(database, 6000, "xwbo");
    const auto give = [&](const char* sql) {
      database.write([&](Connection& transaction) { transaction.run_script(sql); });
    };
    give(
        "INSERT INTO role_grant VALUES (1, 5000, 'administrator', 'network', 0, '2026-01-01', NULL, 'effective', "
        "NULL, NULL, 0, NULL, 1)");
    const auto refused = erase(database, planted(5000, "qzan"));
    REQUIRE_FALSE(refused);
    CHECK(std::get<Invalid>(refused.error()).violations.at(0).rule == "privacy.last_administrator");
    CHECK(places_of(database, "qzan").count("person.name") == 1);
    give(
        "INSERT INTO role_grant VALUES (2, 6000, 'administrator', 'network', 0, '2026-01-01', NULL, 'effective', "
        "NULL, NULL, 0, NULL, 1)");
    CHECK(erase(database, planted(5000, "qzan")));
  });
}

TEST_CASE("after an erasure the files of the store hold no word of the person") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    Database database = store.open();
    if (database.backend() != storage::Backend::sqlite) return;
    database.write([](Connection& connection) {
      const auto all = storage::read_migrations(std::string(KW_SOURCE_DIR) + "/migrations");
      storage::migrate_to(connection, all, static_cast<int>(all.size()));
    });
    lay_small_world(database);
    // More than a page of others on both sides.
    for (int n = 0; n < 40; ++n) plant(database, 10'000 + n * 20, "xw" + std::to_string(n));
    plant(database, 5000, "qzan");
    for (int n = 40; n < 80; ++n) plant(database, 10'000 + n * 20, "xw" + std::to_string(n));
    const std::string path = store.url().substr(std::string("sqlite:").size());
    const auto times_in_files = [&](const std::string& word) {
      std::size_t times = 0;
      for (const char* ending : {"", "-wal", "-shm"}) {
        std::ifstream file(path + ending, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        for (std::size_t at = bytes.find(word); at != std::string::npos; at = bytes.find(word, at + 1)) ++times;
      }
      return times;
    };
    CHECK(times_in_files("qzan") > 20);
    REQUIRE(erase(database, planted(5000, "qzan")));
    // The two places that are canaries here and numbers in life.
    database.write([](Connection& transaction) {
      transaction.run_script(
          "UPDATE audit_line SET request_id = '' WHERE person_id = 5000;"
          "UPDATE consent SET purpose = '' WHERE person_id = 5000");
    });
    CHECK(times_in_files("qzan") > 0);
    database.forget_removed(Database::Traces::rewrite);
    CHECK(times_in_files("qzan") == 0);
    CHECK(times_in_files("xw79mail") > 0);
  });
}
