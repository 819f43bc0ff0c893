#include <doctest/doctest.h>

#include <algorithm>

#include "accounts/io/retention_run.h"
#include "both_stores.h"
#include "planted_person.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::accounts;
using contracts::all_registered;
using contracts::hold;
using contracts::kPlantedAt;
using contracts::lay_small_world;
using contracts::places_of;
using contracts::plant;
using contracts::rows_in;
using contracts::shipped_rules;
using storage::Connection;
using storage::Database;

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
    const auto all_rules = shipped_rules();
    const auto due = [&](Extent extent, Instant now) {
      return database.write([&](Connection& transaction) {
        std::vector<std::pair<std::string, std::int64_t>> found;
        for (const RetentionLine& line : run_retention(transaction, all_registered(), all_rules, extent, now)) {
          if (line.due > 0) found.emplace_back(line.rule->name, line.due);
        }
        return found;
      });
    };
    CHECK(due(Extent::count, kPlantedAt - std::chrono::days{1}).size() == 1);
    const Instant month = kPlantedAt + std::chrono::days{30};
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
    const Instant years = kPlantedAt + std::chrono::days{730};
    for (const auto& [name, rows] : due(Extent::count, years)) CHECK(name != "question");
    database.write([](Connection& transaction) { transaction.execute("UPDATE legal_hold SET lifted_at_ms = 1"); });
    const auto late = due(Extent::apply, years);
    CHECK(std::find(late.begin(), late.end(), std::pair<std::string, std::int64_t>{"question", 2}) != late.end());
    CHECK(places_of(database, "qzan").count("hub_case.question") == 0);
    CHECK(places_of(database, "qzan").count("person.name") == 1);
  });
}
