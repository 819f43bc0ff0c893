#include <doctest/doctest.h>

#include <fstream>

#include "access/io/secrets.h"
#include "both_stores.h"
#include "guidance/io/load_notes.h"
#include "guidance/io/save_note.h"
#include "planted_person.h"
#include "site/visit.h"
#include "small_site.h"
#include "storage/migrations.h"

using namespace kringwerk;
using namespace kringwerk::guidance;
using contracts::SmallSite;
using storage::Connection;
using storage::Database;

namespace {

const CaseId kCase{5006};
const std::string kWords = "De zaakvoerder is ziek, zwxcanary";

/// A request of a browser in which `person` is signed in.
struct Browser {
  Browser(Database& database, SmallSite& site, std::int64_t person) : token(access::make_secret()) {
    database.write([&](Connection& transaction) {
      transaction.execute("INSERT INTO session VALUES (?1, ?2, 'Firefox', 1, ?3, ?3, ?3, NULL)",
                          access::hash_of_secret(token), person, site.now);
    });
    request.headers.push_back({"cookie", "session=" + token});
    call = std::make_unique<web::Call>(web::Call{request, Language::nl, {}, {}});
  }
  std::string token;
  web::Request request;
  std::unique_ptr<web::Call> call;
};

}  // namespace

TEST_CASE("a note is read by staff of the case's hub and stands nowhere in clear") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    Database database = store.open();
    database.write([](Connection& connection) {
      const auto all = storage::read_migrations(std::string(KW_SOURCE_DIR) + "/migrations");
      storage::migrate_to(connection, all, static_cast<int>(all.size()));
    });
    contracts::lay_small_world(database);
    contracts::plant(database, 5000, "qzan");
    contracts::plant(database, 6000, "xwbo");
    database.write([](Connection& transaction) {
      transaction.run_script(
          "DELETE FROM case_note; UPDATE role_grant SET state = 'ended', ended_at_ms = 0 WHERE person_id = 6000");
    });
    SmallSite site(database);
    const Browser coach(database, site, 5000);
    const Browser stranger(database, site, 6000);
    const auto save = [&](const Browser& browser, const std::string& text) {
      return database.write(
          [&](Connection& transaction) { return save_note(site.services(), transaction, *browser.call, kCase, text); });
    };
    REQUIRE(save(coach, kWords));
    const auto refused = save(stranger, kWords);
    REQUIRE_FALSE(refused);
    CHECK(std::holds_alternative<Missing>(refused.error()));
    const auto number = save(coach, "rijksregister 85.07.30-033.28");
    REQUIRE_FALSE(number);
    CHECK(std::get<Invalid>(number.error()).violations.at(0).rule == "privacy.national_number");
    CHECK(std::get<Invalid>(save(coach, "").error()).violations.at(0).rule == "guidance.note_empty");

    const auto read_by = [&](const Browser& browser) {
      return database.read([&](Connection& connection) {
        return load_notes(connection, site.services().keys.records,
                          site::actor_now(site.services(), connection, *browser.call), kCase);
      });
    };
    REQUIRE(read_by(coach).size() == 1);
    CHECK(read_by(coach)[0].text == kWords);
    CHECK(read_by(coach)[0].author_name == "qzanname");
    CHECK(read_by(stranger).empty());
    database.read([&](Connection& connection) {
      const auto actor = site::actor_now(site.services(), connection, *coach.call);
      CHECK_THROWS_AS(load_notes(connection, std::string(32, 'x'), actor, kCase), storage::Error);
    });

    CHECK(contracts::places_of(database, "zwxcanary").empty());
    if (database.backend() == storage::Backend::sqlite) {
      for (const char* ending : {"", "-wal"}) {
        std::ifstream file(store.url().substr(7) + ending, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        CHECK(bytes.find("zwxcanary") == std::string::npos);
      }
    }
  });
}
