#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "both_stores.h"
#include "notify/mailer.h"

using namespace kringwerk;
using namespace kringwerk::notify;

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// KW_TEST_SMTP=host:port of a server that takes mail without sign-in, but refuses refused@hub.example with 550 and
/// puts later@hub.example off with 451.
std::string server_under_test() {
  const std::string address = environment("KW_TEST_SMTP");
  if (!address.empty()) return "smtp://" + address;
  if (environment("KW_REQUIRE_SMTP") == "1") FAIL("KW_TEST_SMTP is not set, and KW_REQUIRE_SMTP=1");
  MESSAGE("SKIPPED: KW_TEST_SMTP is not set");
  return "";
}

std::string state_of(storage::Database& database, MailId id) {
  return database.read([&](storage::Connection& connection) {
    storage::Rows rows = connection.query("SELECT state FROM outbox_mail WHERE mail_id = ?1", id);
    REQUIRE(rows.next());
    return rows.get<std::string>(0);
  });
}

}  // namespace

TEST_CASE("the mailer hands the outbox to a real mail server") {
  SmtpOptions options;
  options.url = server_under_test();
  if (options.url.empty()) return;
  contracts::for_each_migrated_store([&](storage::Database& database) {
    std::string reported;
    {
      Mailer mailer(database, options, std::chrono::hours{1},
                    [&](MailId, const std::string& what) { reported = what; });
      database.write([](storage::Connection& transaction) {
        const Instant now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        queue_mail(transaction, MailId{9}, {"an@atelier.example", "Eén match", "Dag An\n.\nTot straks\n", ""}, now);
      });
      mailer.wake();
      for (int i = 0; i < 1000 && state_of(database, MailId{9}) == "waiting"; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
      }
    }
    CHECK(reported == "");
    CHECK(state_of(database, MailId{9}) == "sent");
  });
}

TEST_CASE("a refusal is permanent, a delay is not, and a server that does not encrypt gets no password") {
  SmtpOptions options;
  options.url = server_under_test();
  if (options.url.empty()) return;
  const auto failure_for = [&](const std::string& to) {
    try {
      send_mail(options, MailId{1}, {to, "x", "y", ""}, instant_from_ms(1795255445000));
    } catch (const SmtpFailure& failure) {
      return std::optional<Failure>{failure.failure()};
    }
    return std::optional<Failure>{};
  };
  CHECK(failure_for("an@atelier.example") == std::nullopt);
  CHECK(failure_for("refused@hub.example") == Failure::permanent);
  CHECK(failure_for("later@hub.example") == Failure::temporary);
  options.user = "hub";
  options.password = "secret";
  CHECK(failure_for("an@atelier.example") == Failure::temporary);
}
