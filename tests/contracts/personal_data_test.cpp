#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "access/io/save_mail_attempts.h"
#include "accounts/io/load_retention.h"
#include "accounts/io/person_erasure.h"
#include "accounts/io/person_export.h"
#include "accounts/io/retention_run.h"
#include "app/registered_records.h"
#include "both_stores.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::accounts;
using contracts::lay_small_world;
using contracts::rows_in;
using storage::Connection;
using storage::Database;

namespace {

const Instant kNow = instant_from_ms(1'795'255'445'000);
const std::string kSource = KW_SOURCE_DIR;

const access::RecordRegistry& registry() {
  static const access::RecordRegistry instance = app::registered_records();
  return instance;
}

std::vector<RetentionRule> rules() {
  return load_retention(kSource + "/data/retention.toml");
}

/// Somebody in every table that can hold something about a person. The words "<mark><Something>" are canaries; ids
/// begin at `first`.
void plant(Database& database, std::int64_t first, const std::string& mark) {
  const std::string id = std::to_string(first);
  const auto number = [&](int n) { return std::to_string(first + n); };
  const std::string email = mark + "mail@b.example";
  const std::string now = std::to_string(to_ms(kNow));
  const std::string hub_case = "INSERT INTO hub_case VALUES (";
  const std::string listing =
      "INSERT INTO stream (stream_id, kind, state, visibility, accepted, typed_what, title_nl, title_en, title_fr, "
      "description_nl, description_en, description_fr, language, unit, amount_quality, rhythm, nis, packaging, "
      "transport, legal_status, waste_code, permits, retention_step, is_example, source_key, contact_email, "
      "secret_hash, created_at_ms, version) VALUES (";
  const auto stream = [&](int n, const std::string& state, const std::string& kind) {
    return listing + number(n) + ", 'offer', '" + state + "', 'public', '', '" + mark + kind + "what', '" + mark +
           kind + "title', '', '', '" + mark + kind + "story', '', '', 'nl', 'kg', 'unknown', 'once', '24062', '" +
           mark + kind + "packaging', 'unknown', 'unknown', '', '', '', 0, 'typed', '" + email + "', 'secret" +
           number(n) + "', " + now + ", 1);";
  };
  database.write([&](Connection& transaction) {
    transaction.run_script(
        "INSERT INTO person VALUES (" + id + ", '" + email + "', '" + mark + "name', 'sort', 'nl', 'active', 'hash', " +
        now + ", " + now + ", 1);" +                                                                               //
        "INSERT INTO role_grant VALUES (" + number(1) + ", " + id + ", 'coach', 'hub', 8, '2026-01-01', NULL, " +  //
        "'effective', NULL, NULL, " + now + ", NULL, 1);" +                                                        //
        "INSERT INTO session VALUES ('hash" + id + "', " + id + ", '" + mark + "device', 0, " + now + ", " + now +
        ", " + now + ", NULL);" +  //
        "INSERT INTO consent VALUES (" + number(2) + ", " + id + ", '" + mark + "purpose', 1, 'nl', 'given', " + now +
        ", " + id + ");" +  //
        "INSERT INTO invitation VALUES (" + number(3) + ", 'inv" + id + "', '" + email + "', '" + mark +
        "invited', 'nl', 'coach', 'hub', 8, 'Hub', '2026-01-01', NULL, NULL, " + now + ", " + now +
        ", NULL, NULL);" +  //
        "INSERT INTO account_link VALUES ('link" + id + "', 'reset', '" + email + "', " + now + ", " + now +
        ", NULL);" +                                                                                //
        "INSERT INTO second_factor VALUES (" + id + ", 'sealed', " + now + ", 0);" +                //
        "INSERT INTO recovery_code VALUES (" + id + ", 'code', NULL);" +                            //
        "INSERT INTO sign_in_ticket VALUES ('ticket" + id + "', " + id + ", " + now + ", NULL);" +  //
        "INSERT INTO known_device VALUES ('known" + id + "', " + id + ", " + now + ");" +           //
        stream(4, "draft", "draft") + stream(5, "open", "open") +                                   //
        hub_case + number(6) + ", 8, NULL, 'received', '" + mark + "question', '" + mark + "asker', '" + mark +
        "MAIL@b.example', 'nl', '2026-12-01', 'case" + id + "', " + now + ", 1);" +  //
        "INSERT INTO hub_case_step VALUES (" + number(6) + ", 'received', " + now + ");" +
        "INSERT INTO hub_case_entry VALUES (" + number(7) + ", " + number(6) + ", 'reply', " + id + ", " + now + ", '" +
        mark + "answer', 'answered', 8);" +  //
        "INSERT INTO case_note VALUES (" + number(8) + ", " + number(6) + ", " + id + ", 'sealed', " + now + ");" +
        "INSERT INTO outbox_mail VALUES (" + number(9) + ", '" + email + "', '" + mark +
        "subject', 'secretlink', '', "
        "'waiting', 0, " +
        now + ", NULL, " + now + ", NULL, NULL);" +  //
        "INSERT INTO outbox_mail VALUES (" + number(10) + ", 'hub@hub.example', 'subject', '" + mark + "body', '" +
        email + "', 'waiting', 0, " + now + ", NULL, " + now + ", NULL, NULL);" +  //
        "INSERT INTO audit_line VALUES (" + id + ", " + now + ", 'person', " + id + ", '" + mark +
        "request', 'person.updated', 'person', " + id + ", 'h', 'c');" +  //
        "INSERT INTO audit_detail VALUES (" + id + ", 'salt', '" + mark + "change')");
    access::save_mail_attempt(transaction, {email, "192.0.2.1"}, kNow);
  });
}

DataSubject subject(std::int64_t id, const std::string& mark) {
  return {access::PersonId{id}, mark + "mail@b.example"};
}

/// Every text of the store in which `mark` stands, as "table.column".
std::set<std::string> places_of(Database& database, const std::string& mark) {
  return database.read([&](Connection& connection) {
    std::vector<std::pair<std::string, std::string>> columns;
    {
      auto rows = connection.query(connection.backend() == storage::Backend::sqlite
                                       ? "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c "
                                         "WHERE s.type = 'table' AND c.type = 'TEXT'"
                                       : "SELECT c.table_name, c.column_name FROM information_schema.columns c "
                                         "JOIN information_schema.tables t ON t.table_name = c.table_name WHERE "
                                         "t.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = "
                                         "'text'");
      while (rows.next()) columns.emplace_back(rows.text(0), rows.text(1));
    }
    std::set<std::string> found;
    for (const auto& [table, column] : columns) {
      auto rows =
          connection.query("SELECT COUNT(*) FROM " + table + " WHERE lower(" + column + ") LIKE ?1", "%" + mark + "%");
      rows.next();
      if (rows.int64(0) > 0) found.insert(table + "." + column);
    }
    return found;
  });
}

Result<std::vector<ErasurePart>> erase(Database& database, const DataSubject& whom, Instant now = kNow) {
  const std::string key(32, 'a');
  const access::DeedAuthor author{access::ActorKind::person, whom.person, "request", now};
  return database.write(
      [&](Connection& transaction) { return erase_person(transaction, registry(), whom, {author, key}); });
}

const ErasurePart* part(const std::vector<ErasurePart>& parts, std::string_view name) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const auto& one) { return one.record_class == name; });
  return found == parts.end() ? nullptr : &*found;
}

void hold(Database& database, const std::string& record_class, const std::string& until) {
  database.write([&](Connection& transaction) {
    transaction.execute("INSERT INTO legal_hold VALUES (77, ?1, NULL, ?2, 'subsidy audit', NULL, 0, NULL)",
                        record_class, until);
  });
}

}  // namespace

TEST_CASE("every column that sounds like a person's is registered, and a new one is noticed") {
  contracts::for_each_migrated_store([](Database& database) {
    const auto unregistered = [&] {
      return database.read([](Connection& connection) { return unregistered_columns(connection, registry()); });
    };
    CHECK(unregistered() == std::vector<std::string>{});
    database.write([](Connection& transaction) {
      transaction.run_script("CREATE TABLE newsletter (reader_email TEXT, sent_on TEXT)");
      transaction.run_script("ALTER TABLE person ADD COLUMN phone TEXT");
    });
    CHECK(unregistered() == std::vector<std::string>{"newsletter.reader_email", "person.phone"});
  });
}

TEST_CASE("every class of a registered table has its rule, and every rule a table") {
  std::set<std::string> registered;
  for (const auto& one : registry().personal) registered.insert(one.record_class);
  for (const auto& one : registry().retained) registered.insert(one.record_class);
  std::set<std::string> ruled;
  const auto all_rules = rules();
  for (const RetentionRule& rule : all_rules) ruled.insert(rule.name);
  CHECK(registered == ruled);
  for (const auto& one : registry().retained) {
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
    const std::string json = database.read(
        [](Connection& connection) { return export_person(connection, registry(), subject(5000, "qzan"), kNow); });
    for (const char* canary : {"mail", "name", "device", "purpose", "invited", "draftwhat", "drafttitle", "draftstory",
                               "draftpackaging", "openwhat", "opentitle", "openstory", "openpackaging", "question",
                               "asker", "answer", "subject", "body", "change"}) {
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
    REQUIRE(erase(database, subject(5000, "qzan")));
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
    const auto before = database.read(
        [](Connection& connection) { return preview_erasure(connection, registry(), subject(5000, "qzan"), kNow); });
    REQUIRE(part(before, "question"));
    CHECK(part(before, "question")->held == 1);
    CHECK(part(before, "question")->held_because == "subsidy audit");
    CHECK(day_text(part(before, "question")->held_until.value()) == "2027-12-31");
    REQUIRE(part(before, "offer"));
    CHECK(part(before, "offer")->held == 0);

    REQUIRE(erase(database, subject(5000, "qzan")));
    auto left = places_of(database, "qzan");
    CHECK(left.count("hub_case.question") == 1);
    CHECK(left.count("person.name") == 0);
    CHECK(rows_in(database, "held_record") == 1);

    const auto release = [&](Extent extent, Instant now) {
      return database.write(
          [&](Connection& transaction) { return erase_released(transaction, registry(), extent, now); });
    };
    CHECK(release(Extent::apply, kNow) == 0);
    const Instant later = kNow + std::chrono::days{500};
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
    REQUIRE(erase(database, subject(5000, "qzan")));
    CHECK(places_of(database, "qzan").count("person.name") == 1);
    CHECK(rows_in(database, "session") == 0);
    const auto released = database.write([](Connection& transaction) {
      return erase_released(transaction, registry(), Extent::apply, kNow + std::chrono::days{30});
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
    const auto refused = erase(database, subject(5000, "qzan"));
    REQUIRE_FALSE(refused);
    CHECK(std::get<Invalid>(refused.error()).violations.at(0).rule == "privacy.last_administrator");
    CHECK(places_of(database, "qzan").count("person.name") == 1);
    give(
        "INSERT INTO role_grant VALUES (2, 6000, 'administrator', 'network', 0, '2026-01-01', NULL, 'effective', "
        "NULL, NULL, 0, NULL, 1)");
    CHECK(erase(database, subject(5000, "qzan")));
  });
}

TEST_CASE("a dry run counts what a run applies, and a second run finds nothing") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    plant(database, 5000, "qzan");
    plant(database, 6000, "xwbo");
    database.write([](Connection& transaction) {
      transaction.run_script(
          "UPDATE hub_case SET state = 'closed';"
          "INSERT INTO idempotency_key VALUES ('o', 'k', 'h', 201, '/', 0);"
          "UPDATE outbox_mail SET state = 'sent', sent_at_ms = 1795255445000 WHERE to_address <> 'hub@hub.example'");
    });
    const auto all_rules = rules();
    const auto due = [&](Extent extent, Instant now) {
      return database.write([&](Connection& transaction) {
        std::vector<std::pair<std::string, std::int64_t>> found;
        for (const RetentionLine& line : run_retention(transaction, registry(), all_rules, extent, now)) {
          if (line.due > 0) found.emplace_back(line.rule->name, line.due);
        }
        return found;
      });
    };
    CHECK(due(Extent::count, kNow - std::chrono::days{1}).size() == 1);
    const Instant month = kNow + std::chrono::days{30};
    const auto counted = due(Extent::count, month);
    const std::int64_t before = rows_in(database, "stream") + rows_in(database, "outbox_mail");
    CHECK(rows_in(database, "stream") + rows_in(database, "outbox_mail") == before);
    const auto applied = due(Extent::apply, month);
    CHECK(applied == counted);
    CHECK(std::find(counted.begin(), counted.end(), std::pair<std::string, std::int64_t>{"offer_draft", 2}) !=
          counted.end());
    CHECK(std::find(counted.begin(), counted.end(), std::pair<std::string, std::int64_t>{"mail", 2}) != counted.end());
    CHECK(due(Extent::count, month).empty());
    CHECK(rows_in(database, "stream") == 2);
    CHECK(rows_in(database, "outbox_mail") == 2);

    hold(database, "question", "2036-01-01");
    const Instant years = kNow + std::chrono::days{730};
    for (const auto& [name, rows] : due(Extent::count, years)) CHECK(name != "question");
    database.write([](Connection& transaction) { transaction.execute("UPDATE legal_hold SET lifted_at_ms = 1"); });
    const auto late = due(Extent::apply, years);
    CHECK(std::find(late.begin(), late.end(), std::pair<std::string, std::int64_t>{"question", 2}) != late.end());
    CHECK(places_of(database, "qzan").count("hub_case.question") == 0);
    CHECK(places_of(database, "qzan").count("person.name") == 1);
  });
}
