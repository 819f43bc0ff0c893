#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "access/io/check_chain.h"
#include "both_stores.h"
#include "materials/io/submit_offer.h"
#include "small_site.h"
#include "storage/migrations.h"

using namespace kringwerk;
using namespace kringwerk::access;
using contracts::rows_in;
using storage::Connection;
using storage::Database;

namespace {

constexpr Instant kStart = instant_from_ms(1795255445000);
const std::string kKey(32, 'a');

}  // namespace

TEST_CASE("a deed whose line cannot be written is not done") {
  const std::vector<std::string> hindrances{
      "DROP TABLE audit_detail; DROP TABLE audit_line", "DELETE FROM audit_head",
      "INSERT INTO audit_line VALUES (1, 1, 'person', 1, 'r', 'a.b', 'stream', 1, '', 'c')",
      "ALTER TABLE audit_line RENAME COLUMN request_id TO other; CREATE UNIQUE INDEX hindrance ON audit_head (one, "
      "line_number); "
      "ALTER TABLE audit_head RENAME COLUMN chain_hash TO other"};
  for (const std::string& hindrance : hindrances) {
    INFO(hindrance);
    contracts::for_each_migrated_store([&](Database& database) {
      contracts::lay_small_world(database);
      contracts::SmallSite site(database);
      materials::OfferSubmission submission;
      submission.answers.draft.what = "40 stuks houten pallets per week";
      submission.answers.draft.amount_thousandths = 40'000;
      submission.answers.draft.unit = materials::AmountUnit::piece;
      submission.answers.draft.rhythm = materials::Rhythm::week;
      submission.answers.draft.email = "jo@bedrijf.example";
      submission.answers.place.typed = "3000";
      submission.secret = "0123456789abcdefghjkmnpqrs";
      submission.remote_address = "192.0.2.7";
      database.write([&](Connection& transaction) { transaction.run_script(hindrance); });
      CHECK_THROWS(static_cast<void>(materials::submit_offer(site.services(), submission)));
      CHECK(rows_in(database, "stream") == 0);
      CHECK(rows_in(database, "outbox_mail") == 0);
      CHECK(rows_in(database, "mail_attempt") == 0);
    });
  }
}

TEST_CASE("writers of two processes take turns: nothing is lost, nobody works for nothing, the chain holds") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    Database first = store.open();
    Database second = store.open();
    const auto migrations = storage::read_migrations(std::string(KW_SOURCE_DIR) + "/migrations");
    first.write([&](Connection& connection) {
      storage::migrate_to(connection, migrations, static_cast<int>(migrations.size()));
      connection.run_script(storage::for_backend(
          first.backend(), "CREATE TABLE counter (n INT64 NOT NULL) STRICT; INSERT INTO counter VALUES (0)"));
    });
    std::atomic<int> calls = 0;
    std::atomic<int> refused = 0;
    const auto add = [&](Database& database, int client) {
      for (int round = 0; round < 50; ++round) {
        try {
          database.write([&](Connection& transaction) {
            ++calls;
            std::int64_t n = 0;
            {
              auto rows = transaction.query("SELECT n FROM counter");
              rows.next();
              n = rows.int64(0);
            }
            transaction.execute("UPDATE counter SET n = ?1", n + 1);
            record_deed(transaction, kKey, {ActorKind::program, {}, "r", kStart},
                        {"counter.raised", "counter", client, {{"n", std::to_string(n), std::to_string(n + 1)}}});
          });
        } catch (const storage::Error&) {
          ++refused;
        }
      }
    };
    std::vector<std::thread> clients;
    for (int client = 0; client < 8; ++client) {
      clients.emplace_back([&, client] { add(client % 2 == 0 ? first : second, client); });
    }
    for (std::thread& client : clients) client.join();
    CHECK(refused == 0);
    CHECK(calls == 400);
    CHECK(rows_in(first, "audit_line") == 400);
    CHECK(first.read([](Connection& connection) {
      auto rows = connection.query("SELECT n FROM counter");
      rows.next();
      return rows.int64(0);
    }) == 400);
    CHECK_FALSE(first.read([](Connection& connection) { return check_chain(connection, kKey, {}); }).first);
  });
}
