#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "both_stores.h"
#include "notify/mailer.h"

using namespace kringwerk;
using namespace kringwerk::notify;

namespace {

/// KW_TEST_SMTP=host:port of a server that takes mail without sign-in.
std::string server_under_test() {
  const char* address = std::getenv("KW_TEST_SMTP");
  if (address != nullptr && *address != '\0') return std::string("smtp://") + address;
  const char* required = std::getenv("KW_REQUIRE_SMTP");
  if (required != nullptr && std::string(required) == "1") FAIL("KW_TEST_SMTP is not set, and KW_REQUIRE_SMTP=1");
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
