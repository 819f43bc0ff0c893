#include <doctest/doctest.h>

#include "access/io/erase_details.h"
#include "access/io/load_history.h"
#include "accounts/io/history_filter.h"
#include "accounts/io/history_pages.h"
#include "both_stores.h"
#include "site/history.h"
#include "site/visit.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::access;
using contracts::rows_in;
using contracts::SmallSite;
using storage::Connection;
using storage::Database;

namespace {

const std::string kKey(32, 'a');
constexpr Day kToday = Day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};

/// 61 auditor, 62 user of organisation 5, 63 coordinator of hub 8, 64 nobody, 65 erased. All but 65 are signed in with
/// the session "sNN".
void lay_people(Database& database) {
  database.write([](Connection& transaction) {
    for (int id = 61; id <= 65; ++id) {
      const std::string name = "P" + std::to_string(id);
      transaction.execute("INSERT INTO person VALUES (?1, ?2, ?3, ?3, 'nl', ?4, 'x', NULL, 1, 1)", id,
                          "p" + std::to_string(id) + "@example.org", name, id == 65 ? "erased" : "active");
      transaction.execute("INSERT INTO session VALUES (?1, ?2, 'x', 1, 1, 1, 1, NULL)", "s" + std::to_string(id), id);
    }
    transaction.run_script(
        "INSERT INTO role_grant VALUES (1, 61, 'auditor', 'network', 0, '2026-01-01', NULL, 'effective', NULL, NULL, "
        "1, "
        "NULL, 1);"
        "INSERT INTO role_grant VALUES (2, 62, 'organisation_user', 'organisation', 5, '2026-01-01', NULL, "
        "'effective', "
        "NULL, NULL, 1, NULL, 1);"
        "INSERT INTO role_grant VALUES (3, 63, 'coordinator', 'hub', 8, '2026-01-01', NULL, 'effective', NULL, NULL, "
        "1, "
        "NULL, 1)");
  });
}

void add(Database& database, std::int64_t person, std::int64_t record, const std::string& note = "") {
  database.write([&](Connection& transaction) {
    const auto kind = person == 0 ? ActorKind::visitor : ActorKind::person;
    record_deed(transaction, kKey, {kind, PersonId{person}, "r", instant_from_ms(1'795'255'445'000 + record)},
                {"offer.confirmed", "stream", record, {{"state", "draft", "open"}, {"note", "", note}}});
  });
}

std::string seen_by(Database& database, const HistoryReader& reader, const HistoryFilter& filter = {}) {
  const auto part = database.read([&](Connection& connection) {
    return load_history(connection, reader, filter, HistoryPage{0, 100});
  });
  std::string numbers;
  for (const HistoryLine& line : part.lines) numbers += std::to_string(line.line.number) + " ";
  return numbers;
}

}  // namespace

TEST_CASE("everybody sees the own deeds, oversight all, owner and hub those of their record") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_people(database);
    add(database, 62, 70);
    add(database, 64, 70);
    add(database, 0, 71);
    add(database, 65, 71);
    HistoryFilter of_70;
    of_70.record = "stream";
    of_70.record_id = 70;
    CHECK(seen_by(database, {"s61", kToday, {}, {}}) == "4 3 2 1 ");
    CHECK(seen_by(database, {"s62", kToday, {}, {}}) == "1 ");
    CHECK(seen_by(database, {"s64", kToday, {}, {}}) == "2 ");
    CHECK(seen_by(database, {"s65", kToday, {}, {}}).empty());
    CHECK(seen_by(database, {"", kToday, 5, {8}}).empty());
    CHECK(seen_by(database, {"s62", kToday, 5, {}}, of_70) == "2 1 ");
    CHECK(seen_by(database, {"s62", kToday, 6, {8}}, of_70) == "1 ");
    CHECK(seen_by(database, {"s63", kToday, 5, {7, 8}}, of_70) == "2 1 ");
    CHECK(seen_by(database, {"s63", kToday, 5, {7}}, of_70).empty());
    // Before the first day of the role.
    CHECK(seen_by(database, {"s61", plus_days(kToday, -400), {}, {}}).empty());
    const auto choices = database.read([](Connection& connection) { return load_history_actions(connection); });
    CHECK(choices == std::vector<std::string>{"offer.confirmed"});
  });
}

TEST_CASE("a list of deeds goes on where it stopped, and each filter is kept") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_people(database);
    for (int i = 1; i <= 7; ++i) add(database, i % 2 == 0 ? 62 : 64, 70 + i);
    const HistoryReader auditor{"s61", kToday, {}, {}};
    const auto page = [&](std::int64_t before) {
      return database.read([&](Connection& connection) {
        return load_history(connection, auditor, {}, HistoryPage{before, 3});
      });
    };
    CHECK(page(0).lines.front().line.number == 7);
    CHECK(page(0).older == 5);
    CHECK(page(5).lines.front().line.number == 4);
    CHECK(page(2).lines.size() == 1);
    CHECK(page(2).older == 0);
    const auto typed = [&](std::vector<std::pair<std::string, std::string>> fields) {
      const auto filter = database.read([&](Connection& connection) {
        return accounts::read_history_filter(connection, web::Pairs(fields), Language::nl);
      });
      return filter.violations.empty() ? seen_by(database, auditor, filter.meaning) : filter.violations[0].rule;
    };
    CHECK(typed({{"person", "P62@Example.org"}}) == "6 4 2 ");
    CHECK(typed({{"person", id_text(64)}, {"record_id", id_text(73)}}) == "3 ");
    CHECK(typed({{"action", "offer.drafted"}}).empty());
    CHECK(typed({{"from", "2026-11-21"}, {"to", "2026-11-21"}}) == "7 6 5 4 3 2 1 ");
    CHECK(typed({{"to", "2026-11-20"}}).empty());
    CHECK(typed({{"from", "2026-11-22"}}).empty());
    CHECK(typed({{"person", "nobody@example.org"}}) == "audit.person_unknown");
    CHECK(typed({{"record_id", "70"}}) == "audit.record_unknown");
    CHECK(typed({{"from", "21/11"}}) == "web.not_a_day");
  });
}

TEST_CASE("a day begins at midnight in Brussels, in summer and in winter") {
  CHECK(to_ms(accounts::start_of_day(*parse_day("2026-11-22"))) == 1'795'302'000'000);
  CHECK(to_ms(accounts::start_of_day(*parse_day("2026-07-01"))) == 1'782'856'800'000);
}

TEST_CASE("lines are told in words, and an erased person has no name") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_people(database);
    SmallSite site(database);
    add(database, 65, 70, "=1+1");
    add(database, 64, 70);
    database.write([](Connection& transaction) {
      const std::vector<std::int64_t> lines{2};
      erase_details(transaction, kKey, {ActorKind::program, {}, "r", instant_from_ms(1)}, lines);
    });
    const auto part = database.read([](Connection& connection) {
      return load_history(connection, {"s61", kToday, {}, {}}, {}, {});
    });
    REQUIRE(part.lines.size() == 3);
    const auto& services = site.services();
    CHECK(site::author_words(services, Language::nl, part.lines[0]) == "Kringwerk zelf");
    CHECK(site::deed_words(services, Language::nl, part.lines[0].line.action) == "wiste details van een regel");
    CHECK(part.lines[1].is_detail_erased);
    CHECK(part.lines[1].changes.empty());
    CHECK(site::author_words(services, Language::nl, part.lines[1]) == "P64");
    CHECK(site::author_words(services, Language::nl, part.lines[2]) == "Iemand van wie de gegevens gewist zijn");
    CHECK(site::change_words(services, Language::nl, "stream", part.lines[2].changes[0]) ==
          "Status: van ‘ontwerp’ naar ‘open’");
    CHECK(site::change_words(services, Language::nl, "stream", part.lines[2].changes[1]) == "note: ‘=1+1’");
  });
}

TEST_CASE("taking the list along is a deed itself, and no cell is a formula") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_people(database);
    SmallSite site(database);
    database.write(
        [](Connection& transaction) { transaction.execute("UPDATE person SET name = '=cmd()' WHERE person_id = 64"); });
    add(database, 64, 70);
    web::Router router;
    accounts::add_history_routes(router, site.services());
    Instant proved_at = site.now - std::chrono::hours{1};
    router.set_guard([&](const web::Route&, web::Call& call) {
      auto visit = std::make_shared<Visit>();
      visit->proved_at = proved_at;
      visit->actor.kind = ActorKind::person;
      visit->actor.person = PersonId{61};
      visit->actor.session = "s61";
      call.visit = visit;
      return std::optional<web::Response>{};
    });
    web::Request request;
    request.method = web::Method::post;
    request.path = "/nl/audit/export";
    request.target = request.path;
    request.headers = {{"content-type", "application/x-www-form-urlencoded"}};
    request.body = "action=offer.confirmed";
    CHECK(router.dispatch(request).status == 403);
    CHECK(rows_in(database, "audit_line") == 1);
    const auto ticket = site.services().csrf.fresh_ticket();
    request.headers.emplace_back("cookie", ticket.set_cookie.substr(0, ticket.set_cookie.find(';')));
    request.body += "&csrf=" + ticket.token;
    INFO("who has not shown a password for an hour is asked for it, and nothing leaves");
    CHECK(router.dispatch(request).status == 303);
    CHECK(rows_in(database, "audit_line") == 1);
    proved_at = site.now;
    const web::Response answer = router.dispatch(request);
    CHECK(answer.status == 200);
    CHECK(answer.content_type == "text/csv; charset=utf-8");
    CHECK(answer.body.find(";'=cmd();") != std::string::npos);
    CHECK(answer.body.find("bevestigde een aanbod") != std::string::npos);
    CHECK(rows_in(database, "audit_line") == 2);
    HistoryFilter exports;
    exports.action = "audit.exported";
    CHECK(seen_by(database, {"s61", kToday, {}, {}}, exports) == "2 ");
  });
}
