#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "both_stores.h"
#include "network/io/load_merges.h"
#include "network/io/load_organisation_records.h"
#include "network/io/organisation_links.h"
#include "network/io/save_merge.h"
#include "small_site.h"
#include "storage/table_columns.h"

using namespace kringwerk;
using namespace kringwerk::network;
using storage::Backend;
using storage::Connection;
using storage::Database;
using storage::Rows;

namespace {

constexpr std::int64_t kFirst = 2601;
constexpr std::int64_t kSecond = 2602;
constexpr std::int64_t kThird = 2603;

std::vector<std::string> tables_of(Connection& connection) {
  std::vector<std::string> tables;
  Rows rows = connection.query(connection.backend() == Backend::sqlite
                                   ? "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
                                   : "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  while (rows.next()) tables.push_back(rows.get<std::string>(0));
  return tables;
}

/// Every row of every table, but for what tells of the merge itself and numbers that only go up.
std::string everything(Database& database) {
  return database.read([](Connection& connection) {
    std::string all;
    for (const std::string& table : tables_of(connection)) {
      if (table.starts_with("organisation_merge") || table == "stream_list_version") continue;
      std::vector<std::string> lines;
      std::string columns;
      for (const storage::TableColumn& column : storage::columns_of(connection, table)) {
        if (table == "organisation" && column.name == "version") continue;
        columns += (columns.empty() ? "" : " || '|' || ") + ("COALESCE(CAST(" + column.name + " AS TEXT), '-')");
      }
      Rows rows = connection.query("SELECT " + columns + " FROM " + table);
      while (rows.next()) lines.push_back(rows.get<std::string>(0));
      std::sort(lines.begin(), lines.end());
      all += table + "\n";
      for (const std::string& line : lines) all += "  " + line + "\n";
    }
    return all;
  });
}

/// Two organisations that share much and have rows in every table that names organisations, and a third.
void lay_organisations(Database& database) {
  contracts::lay_small_world(database);
  database.write([](Connection& transaction) {
    transaction.run_script(
        "INSERT INTO person VALUES (601, 'cato@hub.example', 'Cato', 'cato', 'nl', 'active', '', NULL, 1, 1);"
        "INSERT INTO person VALUES (602, 'jo@maker.example', 'Jo', 'jo', 'nl', 'active', '', NULL, 1, 1);");
    const auto source = [&] {
      Rows rows = transaction.query("SELECT MIN(source_key) FROM source");
      rows.next();
      return rows.get<std::string>(0);
    }();
    const std::map<std::int64_t, std::string> names{{kFirst, "Maker"}, {kSecond, "De Maker bv"}, {kThird, "Maker vzw"}};
    for (const auto& [id, name] : names) {
      transaction.execute(
          "INSERT INTO organisation (organisation_id, organisation_key, name, name_sort, kind, kind_basis, nis, "
          "website, "
          "languages, is_example, note, source_key, created_at_ms, version) VALUES (?1, ?2, ?3, ?3, 'regular_economy', "
          "'brief', '24062', ?4, 'nl', 0, '', ?5, 1, 3)",
          id, "key-" + std::to_string(id), name, "https://maker" + std::to_string(id) + ".example", source);
      transaction.execute("INSERT INTO organisation_sector VALUES (?1, 'hout')", id);
      transaction.execute("INSERT INTO organisation_sector VALUES (?1, ?2)", id, "sector" + std::to_string(id));
      transaction.execute("INSERT INTO organisation_contact VALUES (?1, ?2)", id,
                          std::to_string(id) + "@maker.example");
      transaction.execute("INSERT INTO recognition VALUES (?1, 'maatwerkbedrijf', NULL, NULL, ?2)", id, source);
      transaction.execute("INSERT INTO recognition VALUES (?1, 'kringloopcentrum', ?2, NULL, ?3)", id,
                          "2020-01-0" + std::to_string(id - 2600), source);
      transaction.execute("INSERT INTO organisation_permit VALUES (?1, 'asbest', ?2, NULL, ?3)", id,
                          "2021-01-0" + std::to_string(id - 2600), source);
      transaction.execute("INSERT INTO membership VALUES (8, ?1, 'partner', '2022-03-01', NULL, ?2)", id, source);
      transaction.execute(
          "INSERT INTO capability (capability_id, capability_key, organisation_id, kind, name_nl, name_en, name_fr, "
          "min_grade, capacity_grams_per_week, free_grams_per_week, cost_cents_per_tonne, social_minutes_per_tonne, "
          "lead_days, certificates, permits, confirmed_at_ms, is_example, source_key) VALUES (?1, ?2, ?3, 'sort', "
          "'Sorteren', "
          "'', '', 0, 1000, 1000, 1, 1, 1, '', '', 1, 0, ?4)",
          id + 100, "able-" + std::to_string(id), id, source);
      transaction.execute(
          "INSERT INTO stream (stream_id, kind, state, visibility, organisation_id, accepted, typed_what, title_nl, "
          "title_en, title_fr, description_nl, description_en, description_fr, language, unit, amount_quality, rhythm, "
          "nis, packaging, transport, legal_status, waste_code, permits, retention_step, is_example, source_key, "
          "contact_email, secret_hash, created_at_ms, version) VALUES (?1, 'offer', 'open', ?2, ?3, '', 'hout', "
          "'hout', "
          "'', '', '', '', '', 'nl', 'kg', 'unknown', 'unknown', '24062', '', 'unknown', 'unknown', '', '', '', 0, ?4, "
          "'', "
          "'', 5, 1)",
          id + 200, id == kSecond ? "private" : "public", id, source);
      transaction.execute(
          "INSERT INTO role_grant VALUES (?1, 602, 'organisation_user', 'organisation', ?2, "
          "'2026-01-01', NULL, 'effective', NULL, NULL, 1, NULL, 1)",
          id + 300, id);
      transaction.execute(
          "INSERT INTO invitation VALUES (?1, ?2, 'x@maker.example', 'X', 'nl', 'organisation_user', "
          "'organisation', ?3, 'Maker', '2026-01-01', NULL, 601, 1, 2, NULL, NULL)",
          id + 400, "secret-" + std::to_string(id), id);
      transaction.execute("INSERT INTO import_identity VALUES (8, 'organisation', ?1, ?2)", std::to_string(id), id);
      transaction.execute(
          "INSERT INTO partner_call VALUES (?1, ?2, NULL, '', '', NULL, 'Wie?', '', '', 'nl', "
          "'2027-01-01', 'public', 'open', 602, 7, 7, 1)",
          id + 500, id);
      transaction.execute(
          "INSERT INTO introduction VALUES (?1, 'call', 'proposed', NULL, NULL, 8, NULL, 'unknown', '', "
          "601, 1, '2026-12-01', 1, 1)",
          id + 600);
      transaction.execute(
          "INSERT INTO introduction_side VALUES (?1, 'offer', NULL, ?2, 'Maker', 'a@b.example', 'nl', "
          "?3, NULL, NULL)",
          id + 600, id, "side-" + std::to_string(id));
    }
    for (const auto& [id, name] : names)
      transaction.execute("INSERT INTO partner_call_answer VALUES (?1, ?2, ?3)", kThird + 500, id, id + 600);
  });
}

OrganisationId organisation(std::int64_t id) {
  return OrganisationId{id};
}

/// Merges `absorbed` into `survivor` and answers the number of the merge.
MergeId merge(Database& database, std::int64_t survivor, std::int64_t absorbed, const MergeChoices* choices = nullptr) {
  static std::int64_t last = 9000;
  return database.write([&](Connection& transaction) {
    const auto stays = load_organisation_record(transaction, organisation(survivor)).value();
    const auto goes = load_organisation_record(transaction, organisation(absorbed)).value();
    Merge made;
    made.id = MergeId{++last};
    made.survivor = stays.id;
    made.absorbed = goes.id;
    made.survivor_name = stays.name;
    made.absorbed_name = goes.name;
    made.merged_by = access::PersonId{601};
    made.merged_at = instant_from_ms(1'000 + last);
    merge_organisations(transaction, made,
                        merged_record(stays, goes, choices == nullptr ? first_choices(stays, goes) : *choices));
    return made.id;
  });
}

Result<std::vector<std::string>> unmerge(Database& database, MergeId id) {
  return database.write([&](Connection& transaction) {
    return unmerge_organisations(transaction, load_merge(transaction, id).value(), instant_from_ms(99'999));
  });
}

std::int64_t number_of(Database& database, const std::string& sql) {
  return database.read([&](Connection& connection) {
    Rows rows = connection.query(sql);
    rows.next();
    return rows.int64(0);
  });
}

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
      if (is_named || is_told) found.insert(table + "." + name);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("every column that names an organisation is known to the merge, and a new one is noticed") {
  contracts::for_each_migrated_store([](Database& database) {
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

TEST_CASE("a merge moves every row, keeps one of two that say the same, and leaves nothing behind") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_organisations(database);
    merge(database, kFirst, kSecond);
    const std::string of_first = " = " + std::to_string(kFirst);
    const auto count = [&](const std::string& table, const std::string& column) {
      return number_of(database, "SELECT COUNT(*) FROM " + table + " WHERE " + column + of_first);
    };
    CHECK(count("stream", "organisation_id") == 2);
    CHECK(count("capability", "organisation_id") == 2);
    CHECK(count("membership", "organisation_id") == 1);
    CHECK(count("recognition", "organisation_id") == 3);
    CHECK(count("organisation_permit", "organisation_id") == 1);
    CHECK(count("introduction_side", "organisation_id") == 2);
    CHECK(count("partner_call", "organisation_id") == 2);
    CHECK(count("partner_call_answer", "organisation_id") == 1);
    CHECK(count("role_grant", "scope_id") == 2);
    CHECK(count("invitation", "scope_id") == 2);
    CHECK(count("import_identity", "record_id") == 2);
    CHECK(count("organisation_sector", "organisation_id") == 3);
    for (const OrganisationLink& link : organisation_links()) {
      if (link.step == LinkStep::stays || link.table.starts_with("organisation_")) continue;
      const bool is_there =
          database.read([&](Connection& connection) { return !storage::columns_of(connection, link.table).empty(); });
      if (!is_there) continue;
      CAPTURE(std::string(link.table));
      CHECK(number_of(database, "SELECT COUNT(*) FROM " + std::string(link.table) + " WHERE " +
                                    std::string(link.column) + " = " + std::to_string(kSecond)) == 0);
    }
    CHECK(number_of(database, "SELECT version FROM stream_list_version") == 1);
    database.read([](Connection& connection) {
      CHECK(load_survivor_of(connection, organisation(kSecond)) == organisation(kFirst));
      CHECK_FALSE(load_survivor_of(connection, organisation(kFirst)).has_value());
    });
  });
}

TEST_CASE("what was written after a merge stays, the rest goes back") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_organisations(database);
    MergeChoices choices;
    choices.of(MergeField::name) = MergeSide::absorbed;
    choices.of(MergeField::website) = MergeSide::absorbed;
    const MergeId made = merge(database, kFirst, kSecond, &choices);
    database.write([](Connection& transaction) {
      transaction.execute("UPDATE organisation SET website = 'https://nieuw.example' WHERE organisation_id = ?1",
                          kFirst);
      transaction.execute("UPDATE stream SET title_nl = 'later' WHERE stream_id = ?1", kSecond + 200);
      transaction.execute("UPDATE stream SET organisation_id = NULL WHERE stream_id = ?1", kFirst + 200);
      transaction.execute("INSERT INTO organisation_sector VALUES (?1, 'papier')", kFirst);
    });
    const auto kept = unmerge(database, made);
    REQUIRE(kept);
    CHECK(*kept == std::vector<std::string>{"website"});
    CHECK(number_of(database,
                    "SELECT COUNT(*) FROM organisation WHERE organisation_id = 2601 AND name = 'Maker' AND "
                    "website = 'https://nieuw.example' AND version = 5") == 1);
    CHECK(number_of(database,
                    "SELECT COUNT(*) FROM organisation WHERE organisation_id = 2602 AND name = 'De Maker bv' "
                    "AND version = 3") == 1);
    CHECK(number_of(database, "SELECT organisation_id FROM stream WHERE title_nl = 'later'") == kSecond);
    CHECK(number_of(database, "SELECT COUNT(*) FROM organisation_sector WHERE organisation_id = 2601") == 3);
    CHECK_FALSE(unmerge(database, made).has_value());
  });
}

TEST_CASE("a survivor that went up in another comes back first") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_organisations(database);
    const std::string before = everything(database);
    const MergeId first = merge(database, kSecond, kThird);
    const MergeId then = merge(database, kFirst, kSecond);
    database.read([](Connection& connection) {
      CHECK(load_survivor_of(connection, organisation(kThird)) == organisation(kFirst));
    });
    const auto refused = unmerge(database, first);
    REQUIRE_FALSE(refused.has_value());
    CHECK(std::get<Invalid>(refused.error()).violations.at(0).rule == "network.merge_covered");
    REQUIRE(unmerge(database, then).has_value());
    REQUIRE(unmerge(database, first).has_value());
    CHECK(everything(database) == before);
  });
}

TEST_CASE("merge and unmerge in any order give back every row") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_organisations(database);
    const std::string before = everything(database);
    CHECK(rc::check([&] {
      std::vector<MergeId> open;
      std::vector<std::int64_t> alive{kFirst, kSecond, kThird};
      const int merges = *rc::gen::inRange(1, 3);
      for (int i = 0; i < merges; ++i) {
        const auto stays = static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(alive.size())));
        const auto goes =
            (stays + 1 + static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(alive.size()) - 1))) %
            alive.size();
        MergeChoices choices;
        for (MergeSide& side : choices.sides)
          side = *rc::gen::element(MergeSide::survivor, MergeSide::absorbed, MergeSide::both);
        open.push_back(merge(database, alive[stays], alive[goes], &choices));
        alive.erase(alive.begin() + static_cast<std::ptrdiff_t>(goes));
      }
      RC_ASSERT(everything(database) != before);
      while (!open.empty()) {
        const auto next = static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(open.size())));
        if (unmerge(database, open[next]).has_value()) open.erase(open.begin() + static_cast<std::ptrdiff_t>(next));
      }
      RC_ASSERT(everything(database) == before);
    }));
  });
}
