#include <doctest/doctest.h>

#include "access/io/secrets.h"
#include "accounts/io/save_invitation.h"
#include "both_stores.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::accounts;
using contracts::rows_in;
using contracts::SmallSite;
using storage::Connection;
using storage::Database;

namespace {

const Invitation kCoach{"Cis@Hub.example",           "Cis",        Language::fr, access::Role::coach,
                        {access::ScopeKind::hub, 8}, "Hub Leuven", Period{},     {}};

access::DeedAuthor operator_at(Instant now) {
  return {access::ActorKind::program, {}, "request-1", now};
}

std::string text_of(Database& database, std::string_view sql) {
  return database.read([&](Connection& connection) {
    auto rows = connection.query(sql);
    REQUIRE(rows.next());
    return rows.get<std::string>(0);
  });
}

}  // namespace

TEST_CASE("an invitation is kept with the hash of its secret, and its mail holds the link") {
  contracts::for_each_migrated_store([](Database& database) {
    SmallSite site(database);
    const auto id = database.write(
        [&](Connection& transaction) { return invite(site.services(), transaction, operator_at(site.now), kCoach); });
    const std::string body = text_of(database, "SELECT body FROM outbox_mail");
    const std::string address = "https://kringwerk.example/fr/invitations/";
    REQUIRE(body.find(address) != std::string::npos);
    const std::string secret = body.substr(body.find(address) + address.size(), 26);
    CHECK(body.find("coach de Hub Leuven") != std::string::npos);
    CHECK(text_of(database, "SELECT secret_hash FROM invitation") == access::hash_of_secret(secret));
    CHECK(text_of(database, "SELECT email FROM invitation") == "cis@hub.example");
    CHECK(text_of(database, "SELECT from_on FROM invitation") == "2026-11-21");
    CHECK(text_of(database, "SELECT action FROM audit_line") == "invitation.sent");
    CHECK(text_of(database, "SELECT changes FROM audit_detail").find("cis") == std::string::npos);
    const auto lasts = database.read([&](Connection& connection) {
      auto rows = connection.query("SELECT expires_at_ms - sent_at_ms FROM invitation WHERE invitation_id = ?1", id);
      REQUIRE(rows.next());
      return rows.int64(0);
    });
    CHECK(lasts == std::chrono::milliseconds{kInvitationLasts}.count());
  });
}

TEST_CASE("withdrawing ends an invitation once") {
  contracts::for_each_migrated_store([](Database& database) {
    SmallSite site(database);
    const auto author = operator_at(site.now);
    const auto id =
        database.write([&](Connection& transaction) { return invite(site.services(), transaction, author, kCoach); });
    for (int i = 0; i < 2; ++i) {
      database.write([&](Connection& transaction) { withdraw_invitation(site.services(), transaction, author, id); });
    }
    CHECK(rows_in(database, "audit_line") == 2);
    CHECK(text_of(database, "SELECT COUNT(*) || '' FROM invitation WHERE ended_at_ms IS NOT NULL") == "1");
  });
}
