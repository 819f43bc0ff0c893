#include <doctest/doctest.h>

#include <future>

#include "app/routes.h"
#include "app/world.h"
#include "both_stores.h"
#include "digests/io/send_digests.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "network/io/load_organisations.h"
#include "network/io/save_capability.h"
#include "small_site.h"

/// Who hears of a new match, when, and of how much.

using namespace kringwerk;
using contracts::rows_in;
using contracts::SmallSite;
using materials::Stream;
using materials::StreamId;
using materials::Visibility;
using storage::Connection;
using storage::Database;

namespace {

constexpr std::int64_t kPerson = 771;
const StreamId kOffer = StreamId::from_key("stream", "offer-golden-pp");
const StreamId kNeed = StreamId::from_key("stream", "need-golden-crates");

/// The shipped world, with somebody who works for the owner of the golden offer.
class House {
 public:
  explicit House(Database& database) : database_(database), site_(database) {
    app::prepare_store(database, app::HomeFolder{KW_SOURCE_DIR}, app::Filling::shipped_world, site_.now);
    live_ = app::make_live_economy(database, app::HomeFolder{KW_SOURCE_DIR});
    const Stream offer = load(kOffer);
    database.write([&](Connection& transaction) {
      transaction.execute(
          "INSERT INTO person VALUES (?1, 'wim@firma.example', 'Wim', 'wim', 'nl', 'active', '', NULL, 0, 1)", kPerson);
      transaction.execute(
          "INSERT INTO role_grant VALUES (1, ?1, 'organisation_user', 'organisation', ?2, '2026-01-01', NULL, "
          "'effective', NULL, NULL, 0, NULL, 1)",
          kPerson, offer.organisation->value());
    });
  }

  SmallSite& site() { return site_; }
  Database& database() { return database_; }
  digests::DigestParts parts() { return {site_.services(), *live_}; }
  digests::DigestParts parts_of_another_process() {
    if (!other_) other_ = app::make_live_economy(database_, app::HomeFolder{KW_SOURCE_DIR});
    return {site_.services(), *other_};
  }

  Stream load(StreamId id) {
    return database_.read([&](Connection& connection) { return materials::load_stream_to_decide(connection, id); })
        .value();
  }
  /// Somebody looks for what the golden chain ends in, and pays more than the one who does already.
  Stream need(std::int64_t number, Visibility visibility = Visibility::everyone) {
    Stream made = load(kNeed);
    made.id = StreamId{1'000'000'000'000'000 + number};
    made.title = LocalText{"Vraag nummer " + std::to_string(number), "", ""};
    made.visibility = visibility;
    made.organisation = std::nullopt;
    made.retention_step = "R3";
    made.confirmed_at = site_.now;
    made.created_at = site_.now;
    return made;
  }
  void insert(const Stream& stream, const std::string& contact = {}) {
    database_.write([&](Connection& transaction) { materials::insert_stream(transaction, stream, {contact, {}}); });
  }
  int look_and_send() {
    digests::find_news(parts());
    return digests::send_digests(parts(), std::chrono::minutes{0});
  }
  /// To, subject and body of all mails.
  std::string mails() {
    return database_.read([](Connection& connection) {
      std::string text;
      auto rows = connection.query(
          "SELECT to_address || '|' || subject || '|' || body || '|' || unsubscribe_url FROM outbox_mail "
          "ORDER BY mail_id");
      while (rows.next()) text += rows.get<std::string>(0) + "\n";
      return text;
    });
  }
  void set_rhythm(digests::Rhythm rhythm) {
    database_.write([&](Connection& transaction) {
      const auto reader = digests::load_reader_of(transaction, access::PersonId{kPerson}, Day{});
      CHECK(digests::set_rhythm(transaction, reader.value(), rhythm));
    });
  }

 private:
  Database& database_;
  SmallSite site_;
  std::shared_ptr<matchmaking::LiveEconomy> live_, other_;
};

void on_both(const std::function<void(House&)>& test) {
  contracts::for_each_store([&](Database& database) {
    House house(database);
    // What is there when a stream is first looked at is no news.
    CHECK(house.look_and_send() == 0);
    CHECK(rows_in(database, "digest_known") > 0);
    test(house);
  });
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a new match is told once, in the reader's language, with a link and a way to end it") {
  on_both([](House& house) {
    const Stream need = house.need(1);
    house.insert(need);
    CHECK(house.look_and_send() == 1);
    const std::string mails = house.mails();
    CHECK(holds(mails, "wim@firma.example|Er is 1 nieuwe match voor jou|"));
    CHECK(holds(mails, "Vraag nummer 1"));
    CHECK(holds(mails, "/nl/offers/" + need.id.text()));
    CHECK(holds(mails, "/nl/digest/"));
    CHECK(house.look_and_send() == 0);
    CHECK(rows_in(house.database(), "digest_match") == 0);
  });
}

TEST_CASE("MAT10: what goes straight from one to the other is told as well, once") {
  on_both([](House& house) {
    const auto energy = [&](std::int64_t number, materials::StreamKind kind) {
      Stream made = house.need(number);
      made.kind = kind;
      made.resource = materials::Resource::energy;
      made.facts = {"heat", materials::ColdChain::unknown, std::nullopt, 60, std::nullopt};
      made.material.clear();
      made.accepted.clear();
      made.amount = {5'000'000, materials::AmountUnit::kwh, std::nullopt, materials::AmountQuality::declared,
                     materials::Rhythm::month};
      return made;
    };
    Stream own = energy(41, materials::StreamKind::offer);
    own.organisation = house.load(kOffer).organisation;
    house.insert(own);
    CHECK(house.look_and_send() == 0);
    const Stream wanted = energy(42, materials::StreamKind::need);
    house.insert(wanted);
    CHECK(house.look_and_send() == 1);
    CHECK(holds(house.mails(), "Vraag nummer 42"));
    CHECK(holds(house.mails(), "rechtstreeks"));
    CHECK(house.look_and_send() == 0);
  });
}

TEST_CASE("a mail a day at most: a burst of a thousand changes and what follows wait for the next") {
  on_both([](House& house) {
    house.database().write([&](Connection& transaction) {
      for (std::int64_t i = 1; i <= 1000; ++i) materials::insert_stream(transaction, house.need(i), {});
    });
    CHECK(house.look_and_send() == 1);
    house.insert(house.need(2000));
    Stream dearer = house.need(2001);
    dearer.retention_step = "R2";
    dearer.minimum = Mass::kilograms(1);
    house.insert(dearer);
    CHECK(house.look_and_send() == 0);
    CHECK(rows_in(house.database(), "outbox_mail") == 1);
  });
}

TEST_CASE("a match waits for others to come before it is told") {
  on_both([](House& house) {
    house.insert(house.need(1));
    digests::find_news(house.parts());
    CHECK(rows_in(house.database(), "digest_match") == 1);
    CHECK(digests::send_digests(house.parts(), std::chrono::minutes{15}) == 0);
    house.site().now += std::chrono::minutes{15};
    CHECK(digests::send_digests(house.parts(), std::chrono::minutes{15}) == 1);
  });
}

TEST_CASE("a mail tells nothing that its reader's audience may not see") {
  on_both([](House& house) {
    Stream own = house.load(kOffer);
    own.id = StreamId{1'000'000'000'000'900};
    own.organisation = std::nullopt;
    house.insert(own, "An@bakker.example");
    CHECK(house.look_and_send() == 0);
    house.insert(house.need(1, Visibility::private_to_owner));
    house.insert(house.need(2, Visibility::hub));
    CHECK(house.look_and_send() == 0);
    CHECK(rows_in(house.database(), "digest_match") == 0);
    house.insert(house.need(3, Visibility::network));
    CHECK(house.look_and_send() == 1);  // the account with a role, not the address
    CHECK(holds(house.mails(), "wim@firma.example|"));
    CHECK_FALSE(holds(house.mails(), "an@bakker.example|"));
    house.insert(house.need(4));
    CHECK(house.look_and_send() == 1);
    const std::string mails = house.mails();
    const auto to_address = mails.find("an@bakker.example|");
    REQUIRE(to_address != std::string::npos);
    CHECK(holds(mails.substr(to_address), "Vraag nummer 4"));
    CHECK_FALSE(holds(mails.substr(to_address), "Vraag nummer 3"));
  });
}

TEST_CASE("what was hidden again before the mail goes is left out of it") {
  on_both([](House& house) {
    Stream need = house.need(1);
    house.insert(need);
    digests::find_news(house.parts());
    CHECK(rows_in(house.database(), "digest_match") == 1);
    need.visibility = Visibility::private_to_owner;
    ++need.version;
    CHECK(house.database().write(
        [&](Connection& transaction) { return materials::update_stream(transaction, need, ""); }));
    CHECK(digests::send_digests(house.parts(), std::chrono::minutes{0}) == 0);
    CHECK(rows_in(house.database(), "outbox_mail") == 0);
  });
}

TEST_CASE("who wants no mails gets none, and starts afresh later") {
  on_both([](House& house) {
    house.set_rhythm(digests::Rhythm::never);
    house.insert(house.need(1));
    CHECK(house.look_and_send() == 0);
    house.set_rhythm(digests::Rhythm::weekly);
    CHECK(house.look_and_send() == 0);
    Stream second = house.need(2);
    second.retention_step = "R2";
    house.insert(house.need(2));
    CHECK(house.look_and_send() == 1);
    CHECK_FALSE(holds(house.mails(), "Vraag nummer 1"));
    house.site().now += std::chrono::days{2};
    house.insert(house.need(3));
    CHECK(house.look_and_send() == 0);
  });
}

TEST_CASE("two processes that look and send at once tell it once") {
  on_both([](House& house) {
    house.insert(house.need(1));
    const auto work = [&](const digests::DigestParts& parts) {
      for (int i = 0; i < 3; ++i) {
        digests::find_news(parts);
        digests::send_digests(parts, std::chrono::minutes{0});
      }
    };
    const auto here = house.parts();
    const auto there = house.parts_of_another_process();
    auto other = std::async(std::launch::async, [&] { work(there); });
    work(here);
    other.get();
    CHECK(rows_in(house.database(), "outbox_mail") == 1);
    CHECK(rows_in(house.database(), "digest_match") == 0);
  });
}

TEST_CASE("a workplace that can do more is news for who matches through it") {
  on_both([](House& house) {
    std::optional<network::Capability> changed;
    house.database().write([&](Connection& transaction) {
      // Nobody needed what only it makes.
      Stream need = house.need(1);
      need.accepted = {"textiel"};
      need.grade = 0;
      materials::insert_stream(transaction, need, {{}, {}});
      for (const network::Capability& one : network::load_capabilities(transaction)) {
        const bool takes_offer = std::find(one.accepts.begin(), one.accepts.end(), "pp_rigid") != one.accepts.end();
        if (takes_offer && one.free_per_week > Mass::kilograms(0) && !changed) changed = one;
      }
      REQUIRE(changed);
    });
    CHECK(house.look_and_send() == 0);
    changed->outputs = {{"textiel", 9, 900'000}};
    changed->cost_per_tonne = Money::euros(1);
    changed->min_grade = 0;
    ++changed->version;
    REQUIRE(house.database().write(
        [&](Connection& transaction) { return network::update_capability(transaction, *changed); }));
    CHECK(house.look_and_send() == 1);
    CHECK(house.mails().find("Vraag nummer 1") != std::string::npos);
  });
}
