#include <doctest/doctest.h>

#include "access/io/secrets.h"
#include "both_stores.h"
#include "guidance/io/case_store.h"
#include "guidance/io/submit_question.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::guidance;
using contracts::lay_small_world;
using contracts::rows_in;
using contracts::SmallSite;
using storage::Connection;
using storage::Database;

namespace {

const std::string kSecret = "0123456789abcdefghjkmnpqrs";

QuestionSubmission who_sorts(network::HubId hub = network::HubId{8}) {
  QuestionSubmission submission;
  submission.question.text = "Wie kan dit sorteren?";
  submission.question.asker_name = "Jo";
  submission.question.asker_email = "jo@bedrijf.example";
  submission.question.language = Language::fr;
  submission.hub = hub;
  submission.secret = kSecret;
  submission.remote_address = "192.0.2.7";
  return submission;
}

std::vector<std::string> mails(Database& database) {
  return database.read([](Connection& connection) {
    std::vector<std::string> found;
    auto rows =
        connection.query("SELECT to_address || '|' || reply_to || '|' || body FROM outbox_mail ORDER BY to_address");
    while (rows.next()) found.push_back(rows.get<std::string>(0));
    return found;
  });
}

}  // namespace

TEST_CASE("a question is kept once with its first step, and hub and asker hear of it") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    SmallSite site(database);
    REQUIRE(submit_question(site.services(), who_sorts()));
    REQUIRE(submit_question(site.services(), who_sorts()));
    CHECK(rows_in(database, "hub_case") == 1);
    database.read([&](Connection& connection) {
      const auto found = load_case_by_secret(connection, access::hash_of_secret(kSecret));
      REQUIRE(found);
      CHECK(found->hub == network::HubId{8});
      CHECK(found->question == "Wie kan dit sorteren?");
      CHECK(found->asker_name == "Jo");
      CHECK(found->asker_email == "jo@bedrijf.example");
      CHECK(found->language == Language::fr);
      CHECK(day_text(found->answer_due) == "2026-11-27");
      CHECK_FALSE(found->stream);
      const auto steps = load_case_steps(connection, found->id);
      REQUIRE(steps.size() == 1);
      CHECK(steps[0].state == CaseState::received);
      CHECK(steps[0].at == site.now);
      CHECK_FALSE(load_case_by_secret(connection, access::hash_of_secret("1" + kSecret.substr(1))));
    });
    const auto sent = mails(database);
    REQUIRE(sent.size() == 2);
    CHECK(sent[0].starts_with("jo@bedrijf.example||"));
    CHECK(sent[0].find("https://kringwerk.example/fr/questions/" + kSecret) != std::string::npos);
    CHECK(sent[0].find("sorteren") == std::string::npos);
    CHECK(sent[1].starts_with("netwerk@kringwerk.example|jo@bedrijf.example|"));
    CHECK(sent[1].find("Hub Leuven") != std::string::npos);
    CHECK(sent[1].find(kSecret) == std::string::npos);
  });
}

TEST_CASE("a hub with an address of its own gets the mail itself") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    SmallSite site(database);
    database.write([](Connection& transaction) {
      transaction.execute("INSERT INTO hub_contact VALUES (8, 'email', 'hub@leuven.example', '', 'typed')");
    });
    REQUIRE(submit_question(site.services(), who_sorts()));
    CHECK(mails(database).at(0).starts_with("hub@leuven.example|"));
  });
}

TEST_CASE("an empty question and a hub that does not exist keep nothing") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    SmallSite site(database);
    QuestionSubmission empty = who_sorts();
    empty.question.text.clear();
    const auto refused = submit_question(site.services(), empty);
    REQUIRE_FALSE(refused);
    CHECK(std::get<Invalid>(refused.error()).violations.at(0).rule == "guidance.question_empty");
    const auto missing = submit_question(site.services(), who_sorts(network::HubId{9}));
    REQUIRE_FALSE(missing);
    CHECK(std::holds_alternative<Missing>(missing.error()));
    CHECK(rows_in(database, "hub_case") == 0);
    CHECK(rows_in(database, "outbox_mail") == 0);
  });
}
