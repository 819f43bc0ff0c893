#include <doctest/doctest.h>

#include <thread>

#include "account_house.h"
#include "accounts/io/save_invitation.h"
#include "both_stores.h"

using namespace kringwerk;
using namespace kringwerk::accounts;
using namespace kringwerk::contracts;
using storage::Connection;
using storage::Database;

namespace {

std::string only_body(Database& database) {
  return database.read([](Connection& connection) {
    auto rows = connection.query("SELECT body FROM outbox_mail ORDER BY mail_id DESC");
    REQUIRE(rows.next());
    return rows.get<std::string>(0);
  });
}

std::string secret_after(const std::string& body, const std::string& path) {
  const auto at = body.find(path);
  REQUIRE(at != std::string::npos);
  return body.substr(at + path.size(), 26);
}

Invitation administrator(const std::string& email) {
  Invitation invitation;
  invitation.email = email;
  invitation.name = "Bo";
  invitation.role = access::Role::administrator;
  return invitation;
}

SavedInvitation save(Database& database, const AccountHouse& house, const Invitation& invitation, int id) {
  return database.write([&](Connection& transaction) {
    return save_invitation(transaction, invitation, InvitationId{id}, house.small.now);
  });
}

}  // namespace

TEST_CASE("a password is reset once by a link, and every session and device ends with the old one") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    const auto in = std::get<SignedIn>(house.sign_in(house.browser(), kPassword));
    REQUIRE(ask_link(house.site, house.browser(), {LinkPurpose::new_password, "AN@hub.example", Language::fr}));
    const std::string body = only_body(database);
    const std::string secret = secret_after(body, "/nl/password-reset/");
    CHECK(rows_in(database, "account_link WHERE link_hash = '" + secret + "'") == 0);
    const LinkedAccount changed{secret, "", "stored-hash", Language::nl};
    REQUIRE(reset_by_link(house.site, house.browser(), changed));
    CHECK_FALSE(reset_by_link(house.site, house.browser(), changed));
    CHECK_FALSE(opens(database, in.session, house.small.now));
    CHECK(rows_in(database, "known_device") == 0);
    CHECK(rule_of(house.sign_in(house.browser(), kPassword)) == "accounts.sign_in_failed");
    CHECK(only_body(database).find("net veranderd") != std::string::npos);
  });
}

TEST_CASE("a link ends after an hour and serves its own purpose only") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    REQUIRE(ask_link(house.site, house.browser(), {LinkPurpose::new_password, kEmail, Language::nl}));
    const std::string secret = secret_after(only_body(database), "/password-reset/");
    CHECK_FALSE(register_by_link(house.site, house.browser(), {secret, "X", "hash", Language::nl}));
    house.pass(kLinkLasts + std::chrono::seconds{1});
    CHECK_FALSE(reset_by_link(house.site, house.browser(), {secret, "", "hash", Language::nl}));
  });
}

TEST_CASE("every address gets a mail, and only its reader learns whether there is an account") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    REQUIRE(ask_link(house.site, house.browser(), {LinkPurpose::make_account, kEmail, Language::nl}));
    CHECK(only_body(database).find("/register/") == std::string::npos);
    REQUIRE(ask_link(house.site, house.browser(), {LinkPurpose::new_password, "cis@hub.example", Language::nl}));
    CHECK(only_body(database).find("/password-reset/") == std::string::npos);
    REQUIRE(ask_link(house.site, house.browser(), {LinkPurpose::make_account, "cis@hub.example", Language::en}));
    const std::string secret = secret_after(only_body(database), "/en/register/");
    CHECK(rows_in(database, "outbox_mail") == 3);
    const LinkedAccount cis{secret, "Cis", "hash", Language::en};
    const auto in = register_by_link(house.site, house.browser(), cis);
    REQUIRE(in);
    CHECK(opens(database, in->session, house.small.now));
    CHECK_FALSE(register_by_link(house.site, house.browser(), cis));
    CHECK(rows_in(database, "person WHERE email = 'cis@hub.example' AND language = 'en'") == 1);
    for (int i = 0; i < 3; ++i) {
      REQUIRE(ask_link(house.site, house.browser(), {LinkPurpose::new_password, "cis@hub.example", Language::nl}));
    }
    CHECK_FALSE(ask_link(house.site, house.browser(), {LinkPurpose::new_password, "cis@hub.example", Language::nl}));
  });
}

TEST_CASE("an invitation is taken up once, by many at the same moment as well") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    const auto saved = save(database, house, administrator("bo@hub.example"), 71);
    std::atomic<int> accepted{0};
    std::vector<std::thread> all;
    for (int i = 0; i < 4; ++i) {
      all.emplace_back([&] {
        if (accept_invitation(house.site, house.browser(), {saved.secret, "Bo", "hash", Language::nl})) ++accepted;
      });
    }
    for (std::thread& one : all) one.join();
    CHECK(accepted == 1);
    CHECK(rows_in(database, "person") == 2);
    CHECK(rows_in(database, "role_grant WHERE role = 'administrator' AND state = 'effective'") == 1);
    CHECK(rows_in(database, "session") == 1);
  });
}

TEST_CASE("who has an account takes up a role with it, and an administrator's friend waits for a second one") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    Invitation invitation = administrator(kEmail);
    invitation.invited_by = house.person;
    const auto saved = save(database, house, invitation, 72);
    const auto accepted = accept_invitation(house.site, house.browser(), {saved.secret, "", "", Language::nl});
    REQUIRE(accepted);
    CHECK_FALSE(accepted->has_value());
    CHECK(rows_in(database, "role_grant WHERE state = 'proposed' AND person_id = 601") == 1);
    CHECK(rows_in(database, "session") == 0);
  });
}

TEST_CASE("an invitation that is old, withdrawn or for a suspended account opens nothing") {
  for_each_migrated_store([](Database& database) {
    AccountHouse house(database);
    const auto accept = [&](const SavedInvitation& saved) {
      return accept_invitation(house.site, house.browser(), {saved.secret, "Bo", "hash", Language::nl}).has_value();
    };
    const auto withdrawn = save(database, house, administrator("bo@hub.example"), 73);
    const access::DeedAuthor author{access::ActorKind::program, {}, "request-1", house.small.now};
    database.write([&](Connection& transaction) {
      withdraw_invitation(house.small.services(), transaction, author, withdrawn.id);
    });
    CHECK_FALSE(accept(withdrawn));
    const auto suspended = save(database, house, administrator(kEmail), 74);
    database.write([](Connection& transaction) { transaction.execute("UPDATE person SET state = 'suspended'"); });
    CHECK_FALSE(accept(suspended));
    const auto old = save(database, house, administrator("bo@hub.example"), 75);
    house.pass(kInvitationLasts + std::chrono::seconds{1});
    CHECK_FALSE(accept(old));
    CHECK(rows_in(database, "role_grant") == 0);
  });
}
