#include "notify/outbox.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <thread>

#include "base/ensure.h"
#include "both_stores.h"
#include "notify/mailer.h"
#include "storage/events.h"

using namespace kringwerk;
using namespace kringwerk::notify;
using storage::Connection;
using storage::Database;
using storage::Rows;

namespace {

constexpr Instant kStart = instant_from_ms(1795255445000);

void queue(Database& database, std::int64_t id, Instant now = kStart) {
  database.write([&](Connection& transaction) {
    queue_mail(transaction, MailId{id}, {"an@atelier.example", "Dag", "Geheime link", ""}, now);
  });
}

std::vector<QueuedMail> lease(Database& database, Instant now, int most = 100) {
  return database.write([&](Connection& transaction) { return lease_due(transaction, now, most); });
}

struct Row {
  std::string state;
  int attempts;
  std::int64_t due_at_ms;
  std::string body;
  std::optional<std::string> failed_reason;
};
Row row_of(Database& database, std::int64_t id) {
  return database.read([&](Connection& connection) {
    Rows rows = connection.query(
        "SELECT state, attempts, due_at_ms, body, failed_reason FROM outbox_mail WHERE mail_id = ?1", id);
    REQUIRE(rows.next());
    return Row{rows.get<std::string>(0), rows.get<int>(1), rows.get<std::int64_t>(2), rows.get<std::string>(3),
               rows.get<std::optional<std::string>>(4)};
  });
}

void fail(Database& database, std::int64_t id, Failure failure, Instant now) {
  database.write([&](Connection& transaction) { mark_failed(transaction, MailId{id}, failure, "reason", now); });
}

}  // namespace

TEST_CASE("a mail whose change is rolled back is not sent") {
  contracts::for_each_migrated_store([](Database& database) {
    CHECK_THROWS(database.write([](Connection& transaction) {
      queue_mail(transaction, MailId{1}, {"a@b.be", "x", "y", ""}, kStart);
      throw std::runtime_error("the change failed");
    }));
    CHECK(lease(database, kStart).empty());
  });
}

TEST_CASE("addresses and subjects that could add a header are refused") {
  contracts::for_each_migrated_store([](Database& database) {
    for (const Mail& mail : {Mail{"a@b.be\nBcc: c@d.be", "x", "y", ""}, Mail{"a@b.be", "x\r\nBcc: c@d.be", "y", ""},
                             Mail{"a@b.be", "x", "y", "a@b.be\r\nX: y"}, Mail{"a@b.be, c@d.be", "x", "y", ""},
                             Mail{"nobody", "x", "y", ""}}) {
      CHECK_THROWS_AS(
          database.write([&](Connection& transaction) { queue_mail(transaction, MailId{1}, mail, kStart); }),
          BrokenInvariant);
    }
  });
}

TEST_CASE("due mails are leased oldest first, and again when the lease runs out") {
  contracts::for_each_migrated_store([](Database& database) {
    queue(database, 3, kStart);
    queue(database, 1, kStart + std::chrono::seconds{1});
    queue(database, 2, kStart + std::chrono::hours{1});
    const Instant now = kStart + std::chrono::minutes{1};
    const auto first = lease(database, now, 1);
    REQUIRE(first.size() == 1);
    CHECK(first[0].id == MailId{3});
    CHECK(first[0].mail.body == "Geheime link");
    const auto second = lease(database, now);
    REQUIRE(second.size() == 1);
    CHECK(second[0].id == MailId{1});
    CHECK(lease(database, now + std::chrono::minutes{5} - std::chrono::milliseconds{1}).empty());
    CHECK(lease(database, now + std::chrono::minutes{5}).size() == 2);
  });
}

TEST_CASE("two workers get each mail once") {
  contracts::for_each_migrated_store([](Database& database) {
    constexpr int count = 60;
    for (int i = 1; i <= count; ++i) queue(database, i);
    const auto work = [&] {
      std::vector<MailId> got;
      for (int misses = 0; misses < 20;) {
        try {
          const auto mails = lease(database, kStart, 3);
          if (mails.empty()) return got;
          for (const QueuedMail& mail : mails) got.push_back(mail.id);
        } catch (const storage::Error& error) {
          if (error.kind() != storage::ErrorKind::conflict) throw;
          ++misses;
        }
      }
      return got;
    };
    auto one = std::async(std::launch::async, work);
    auto two = std::async(std::launch::async, work);
    std::vector<MailId> all = one.get();
    for (const MailId id : two.get()) all.push_back(id);
    std::sort(all.begin(), all.end());
    CHECK(all.size() == count);
    CHECK(std::unique(all.begin(), all.end()) == all.end());
  });
}

TEST_CASE("a sent mail forgets its body and stays sent") {
  contracts::for_each_migrated_store([](Database& database) {
    queue(database, 1);
    lease(database, kStart);
    database.write([](Connection& transaction) { mark_sent(transaction, MailId{1}, kStart); });
    CHECK(row_of(database, 1).state == "sent");
    CHECK(row_of(database, 1).body.empty());
    CHECK(row_of(database, 1).attempts == 1);
    fail(database, 1, Failure::temporary, kStart);
    CHECK(row_of(database, 1).state == "sent");
    CHECK(lease(database, kStart + std::chrono::days{3}).empty());
  });
}

TEST_CASE("a mail that does not leave is tried seven times more, then kept as failed") {
  contracts::for_each_migrated_store([](Database& database) {
    queue(database, 1);
    Instant now = kStart;
    for (const int pause : {1, 5, 30, 120, 360, 720, 1440}) {
      REQUIRE(lease(database, now).size() == 1);
      fail(database, 1, Failure::temporary, now);
      CHECK(row_of(database, 1).state == "waiting");
      CHECK(lease(database, now + std::chrono::minutes{pause} - std::chrono::milliseconds{1}).empty());
      now += std::chrono::minutes{pause};
      CHECK(row_of(database, 1).due_at_ms == to_ms(now));
    }
    REQUIRE(lease(database, now).size() == 1);
    fail(database, 1, Failure::temporary, now);
    const Row row = row_of(database, 1);
    CHECK(row.state == "failed");
    CHECK(row.attempts == 8);
    CHECK(row.failed_reason == "reason");
    CHECK(row.body.empty());
  });
}

TEST_CASE("a permanent refusal fails at once") {
  contracts::for_each_migrated_store([](Database& database) {
    queue(database, 1);
    lease(database, kStart);
    fail(database, 1, Failure::permanent, kStart);
    CHECK(row_of(database, 1).state == "failed");
    CHECK(lease(database, kStart + std::chrono::days{3}).empty());
  });
}

TEST_CASE("a mail server that is not there leaves the mail waiting") {
  contracts::for_each_migrated_store([](Database& database) {
    queue(database, 1);
    SmtpOptions options;
    options.url = "smtp://127.0.0.1:1";
    std::promise<MailId> reported;
    {
      Mailer mailer(database, options, std::chrono::hours{1},
                    [&](MailId id, const std::string&) { reported.set_value(id); });
      CHECK(reported.get_future().get() == MailId{1});
    }
    const Row row = row_of(database, 1);
    CHECK(row.state == "waiting");
    CHECK(row.attempts == 1);
    CHECK(row.body == "Geheime link");
  });
}

TEST_CASE("without a mail server the mails stay, untouched") {
  contracts::for_each_migrated_store([](Database& database) {
    queue(database, 1);
    { Mailer mailer(database, {}, std::chrono::milliseconds{1}); }
    CHECK(row_of(database, 1).attempts == 0);
    CHECK(lease(database, kStart).size() == 1);
  });
}

TEST_CASE("events are heard once, also when they come late") {
  contracts::for_each_migrated_store([](Database& database) {
    using storage::EventId;
    const auto announce = [&](std::int64_t id, Instant now) {
      database.write(
          [&](Connection& transaction) { storage::announce(transaction, EventId{id}, "stream", id * 10, now); });
    };
    storage::EventReader reader(kStart);
    const auto heard = [&] {
      std::vector<std::int64_t> ids;
      for (const auto& event : database.read([&](Connection& connection) { return reader.news(connection); })) {
        CHECK(event.kind == "stream");
        CHECK(event.subject_id == event.id.value() * 10);
        ids.push_back(event.id.value());
      }
      return ids;
    };
    CHECK(heard().empty());
    announce(5, kStart + std::chrono::seconds{30});
    CHECK(heard() == std::vector<std::int64_t>{5});
    announce(4, kStart + std::chrono::seconds{29});
    announce(6, kStart + std::chrono::minutes{10});
    CHECK(heard() == std::vector<std::int64_t>{4, 6});
    CHECK(heard().empty());
    database.write([&](Connection& connection) {
      CHECK(storage::events_after(connection, EventId{4}, 1).at(0).id == EventId{5});
      CHECK(storage::events_after(connection, EventId{0}, 10).size() == 3);
      CHECK(storage::forget_events(connection, kStart + std::chrono::minutes{1}) == 2);
      CHECK(storage::events_after(connection, EventId{0}, 10).size() == 1);
    });
  });
}

TEST_CASE("mail that nobody asked for is held back from an address that bounces, and goes once it is right") {
  contracts::for_each_migrated_store([](Database& database) {
    const Instant now = kStart;
    const auto queue_with = [&](std::int64_t id, const std::string& unsubscribe) {
      database.write([&](Connection& transaction) {
        queue_mail(transaction, MailId{id}, {"An@b.example", "Dag", "Dag", "", unsubscribe}, now);
      });
    };
    const auto leased = [&] { return lease(database, now).size(); };
    queue_with(1, "");
    CHECK(leased() == 1);
    database.write(
        [&](Connection& transaction) { mark_failed(transaction, MailId{1}, Failure::permanent, "550", now); });
    queue_with(2, "https://x.example/stop");
    CHECK_FALSE(database.read([&](Connection& connection) { return is_mail_due(connection, now); }));
    CHECK(leased() == 0);
    queue_with(3, "");  // somebody waits for this one
    CHECK(leased() == 1);
    database.write([&](Connection& transaction) { mark_sent(transaction, MailId{3}, now); });
    CHECK(leased() == 1);
  });
}
