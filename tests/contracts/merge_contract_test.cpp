#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "both_stores.h"
#include "maker_world.h"
#include "network/io/load_merges.h"
#include "network/io/load_organisation_records.h"
#include "network/io/organisation_links.h"
#include "network/io/save_merge.h"
#include "storage/table_columns.h"

using namespace kringwerk;
using namespace kringwerk::network;
using namespace kringwerk::contracts;
using storage::Connection;
using storage::Database;

namespace {

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

}  // namespace

TEST_CASE("a merge moves every row, keeps one of two that say the same, and leaves nothing behind") {
  for_each_migrated_store([](Database& database) {
    lay_makers(database);
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
  for_each_migrated_store([](Database& database) {
    lay_makers(database);
    MergeChoices choices;
    choices.of(MergeField::name) = MergeSide::absorbed;
    choices.of(MergeField::website) = MergeSide::absorbed;
    const MergeId made = merge(database, kFirst, kSecond, &choices);
    database.write([](Connection& transaction) {
      transaction.execute("UPDATE organisation SET website = 'https://nieuw.example' WHERE organisation_id = ?1",
                          kFirst);
      transaction.execute("UPDATE stream SET title_nl = 'later' WHERE stream_id = ?1", kSecond + 200);
      transaction.execute("UPDATE recognition SET to_on = '2026-01-01' WHERE organisation_id = ?1 AND from_on = ?2",
                          kFirst, "2020-01-02");
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
    CHECK(number_of(database, "SELECT organisation_id FROM recognition WHERE to_on = '2026-01-01'") == kSecond);
    CHECK_FALSE(unmerge(database, made).has_value());
  });
}

TEST_CASE("a survivor that went up in another comes back first") {
  for_each_migrated_store([](Database& database) {
    lay_makers(database);
    const std::string before = every_row(database);
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
    CHECK(every_row(database) == before);
  });
}

TEST_CASE("merge and unmerge in any order give back every row") {
  for_each_migrated_store([](Database& database) {
    lay_makers(database);
    const std::string before = every_row(database);
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
      RC_ASSERT(every_row(database) != before);
      while (!open.empty()) {
        const auto next = static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(open.size())));
        if (unmerge(database, open[next]).has_value()) open.erase(open.begin() + static_cast<std::ptrdiff_t>(next));
      }
      RC_ASSERT(every_row(database) == before);
    }));
  });
}
