#include <doctest/doctest.h>

#include <future>

#include "app/routes.h"
#include "app/world.h"
#include "both_stores.h"
#include "clocks/io/load_clocks.h"
#include "freshness/io/answer_record.h"
#include "freshness/io/write_letters.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "network/io/list_version.h"
#include "network/io/load_confirmations.h"
#include "network/io/load_organisations.h"
#include "network/io/save_capability_revision.h"
#include "notify/outbox.h"
#include "small_site.h"

/// Who is asked to confirm what, when; what time alone takes out of matching, and what brings it back.

using namespace kringwerk;
using contracts::rows_in;
using contracts::SmallSite;
using freshness::Answer;
using freshness::DueRecord;
using freshness::Reach;
using materials::Stream;
using materials::StreamId;
using materials::StreamKind;
using storage::Connection;
using storage::Database;

namespace {

const StreamId kOffer = StreamId::from_key("stream", "offer-golden-pp");
const StreamId kNeed = StreamId::from_key("stream", "need-golden-crates");
const std::string kContact = "jo@firma.example";

class FreshHouse {
 public:
  explicit FreshHouse(Database& database) : database_(database), site_(database) {
    app::prepare_store(database, home(), app::Filling::shipped_world, site_.now);
    live_ = app::make_live_economy(database, home());
  }
  static app::HomeFolder home() { return {KW_SOURCE_DIR}; }

  Database& database() { return database_; }
  const site::Services& services() { return site_.services(); }
  Instant now() const { return site_.now; }
  void pass(int days) { site_.now += std::chrono::days{days}; }

  template <class Work>
  auto write(Work&& work) {
    return database_.write(work);
  }
  Stream load(StreamId id) {
    return database_.read([&](Connection& connection) { return materials::load_stream_to_decide(connection, id); })
        .value();
  }
  /// An offer like the golden one, of somebody who can be mailed.
  StreamId offer(std::int64_t number, int days_old, const std::string& contact = kContact) {
    Stream made = load(kOffer);
    made.id = StreamId{1'000'000'000'000'000 + number};
    made.title = LocalText{"Bak nummer " + std::to_string(number), "", ""};
    made.is_example = false;
    made.source = "typed";
    made.organisation = std::nullopt;
    made.confirmed_at = site_.now - std::chrono::days{days_old};
    made.created_at = *made.confirmed_at;
    write([&](Connection& transaction) { materials::insert_stream(transaction, made, {contact, {}}); });
    return made.id;
  }
  int mail() { return freshness::write_letters(services()); }
  std::vector<DueRecord> due() {
    return database_.read([&](Connection& connection) {
      return freshness::load_due_records(connection, clocks::load_clock_reading(connection, now()), {});
    });
  }
  DueRecord due(StreamId id) {
    for (const DueRecord& record : due()) {
      if (record.key.number == id.value()) return record;
    }
    FAIL("not due");
    return {};
  }
  Result<> answer(const freshness::RecordKey& key, Answer what, const std::string& words = {}) {
    freshness::GivenAnswer given;
    given.key = key;
    given.answer = what;
    given.words = words;
    given.email = kContact;
    return write([&](Connection& transaction) {
      return freshness::answer_record(services(), transaction, {access::ActorKind::visitor, {}, "request", now()},
                                      given);
    });
  }
  std::string one(const std::string& query) {
    return database_.read([&](Connection& connection) {
      auto rows = connection.query(query);
      return rows.next() ? std::string(rows.text(0)) : std::string("none");
    });
  }
  bool takes_part(StreamKind kind, StreamId id) { return live_->at(now())->find(kind, id) >= 0; }
  bool takes_part(network::CapabilityId id) {
    const auto snapshot = live_->at(now());
    const auto& all = snapshot->economy().capabilities;
    return std::any_of(all.begin(), all.end(), [&](const auto& capability) { return capability.id == id; });
  }
  std::size_t chains() {
    const auto snapshot = live_->at(now());
    const Stream asked = load(kOffer);
    return matchmaking::StreamChains(snapshot, asked, {.k = 5}).stories().size();
  }

 private:
  Database& database_;
  SmallSite site_;
  std::shared_ptr<matchmaking::LiveEconomy> live_;
};

void on_both_fresh(const std::function<void(FreshHouse&)>& test) {
  contracts::for_each_store([&](Database& database) {
    FreshHouse house(database);
    test(house);
  });
}

freshness::RecordKey offer_key(StreamId id) {
  return {clocks::RecordType::offer, id.value()};
}

}  // namespace

TEST_CASE("freshness: one mail for all that is due of a contact, with links and a way out") {
  on_both_fresh([](FreshHouse& house) {
    house.offer(1, 22);
    house.offer(2, 23);
    house.offer(3, 29, "JO@firma.example");
    CHECK(house.mail() == 1);
    CHECK(house.one("SELECT to_address FROM outbox_mail") == kContact);
    CHECK(house.one("SELECT subject FROM outbox_mail") == "Kloppen deze 2 gegevens nog op Kringwerk?");
    const std::string body = house.one("SELECT body FROM outbox_mail");
    CHECK(body.find("Bak nummer 1 ") == std::string::npos);
    CHECK(body.find("Bak nummer 2 (laatst bevestigd op") != std::string::npos);
    CHECK(body.find("https://kringwerk.example/nl/freshness/letter/") != std::string::npos);
    CHECK(house.one("SELECT unsubscribe_url FROM outbox_mail").find("/nl/freshness/stop/") != std::string::npos);
    CHECK(house.mail() == 0);
  });
}

TEST_CASE("freshness: a reminder after a week, nothing after that, one mail a week at most") {
  on_both_fresh([](FreshHouse& house) {
    const StreamId first = house.offer(1, 23);
    CHECK(house.mail() == 1);
    house.pass(6);
    house.offer(2, 25);
    CHECK(house.mail() == 0);
    house.pass(1);
    CHECK(house.mail() == 1);
    CHECK(house.due(first).standing.notice->mails == 2);
    CHECK(house.one("SELECT COUNT(*) FROM outbox_mail WHERE subject LIKE 'Herinnering%'") == "1");
    house.pass(7);
    CHECK(house.mail() == 1);  // the second offer has its reminder
    house.pass(60);
    CHECK(house.mail() == 0);
    CHECK(freshness::is_escalated(Reach::mail, house.due(first).standing.notice, house.now()));
  });
}

TEST_CASE("freshness: two processes at once send one mail") {
  on_both_fresh([](FreshHouse& house) {
    for (int i = 1; i <= 8; ++i) house.offer(i, 25, "c" + std::to_string(i) + "@firma.example");
    auto other = std::async(std::launch::async, [&] { return house.mail(); });
    const int mine = house.mail();
    CHECK(mine + other.get() == 8);
    CHECK(rows_in(house.database(), "outbox_mail") == 8);
    CHECK(rows_in(house.database(), "freshness_letter") == 8);
  });
}

TEST_CASE("freshness: who wants no mails, and an address that bounces, get none; the hub sees why") {
  on_both_fresh([](FreshHouse& house) {
    const StreamId id = house.offer(1, 23);
    CHECK(house.mail() == 1);
    house.pass(8);
    house.write([&](Connection& transaction) { freshness::set_wants_mail(transaction, kContact, false); });
    CHECK(house.mail() == 0);
    CHECK(house.due(id).standing.reach == Reach::unwilling);
    house.write([&](Connection& transaction) {
      freshness::set_wants_mail(transaction, kContact, true);
      const auto leased = notify::lease_due(transaction, house.now(), 10);
      REQUIRE(leased.size() == 1);
      notify::mark_failed(transaction, leased[0].id, notify::Failure::permanent, "550 weg", house.now());
    });
    CHECK(house.due(id).standing.reach == Reach::bouncing);
    CHECK(house.due(id).bounce_reason == "550 weg");
    CHECK(house.mail() == 0);
    house.write([&](Connection& transaction) { CHECK(notify::lift_bounce(transaction, "Jo@Firma.example")); });
    CHECK(house.mail() == 1);
  });
}

TEST_CASE("freshness: time alone takes an offer out of matching on its day, an answer brings it back at once") {
  on_both_fresh([](FreshHouse& house) {
    const StreamId id = house.offer(1, 0);
    CHECK(house.takes_part(StreamKind::offer, id));
    house.pass(43);
    CHECK(house.takes_part(StreamKind::offer, id));
    house.pass(1);
    CHECK_FALSE(house.takes_part(StreamKind::offer, id));
    CHECK(house.due(id).state == clocks::Freshness::hidden);
    REQUIRE(house.answer(offer_key(id), Answer::confirmed));
    CHECK(house.takes_part(StreamKind::offer, id));
    REQUIRE(house.answer(offer_key(id), Answer::gone));
    CHECK_FALSE(house.takes_part(StreamKind::offer, id));
    CHECK(house.load(id).state == materials::StreamState::closed);
    CHECK_FALSE(house.answer(offer_key(id), Answer::confirmed));
    CHECK(house.one("SELECT COUNT(*) FROM audit_line WHERE action LIKE 'freshness.%'") == "2");
  });
}

TEST_CASE("freshness: a capability leaves matching when it is ended or hidden, and comes back") {
  on_both_fresh([](FreshHouse& house) {
    const auto wash = network::CapabilityId::from_key("capability", "cap-golden-wash");
    const freshness::RecordKey key{clocks::RecordType::capability, wash.value()};
    CHECK(house.takes_part(wash));
    const auto kept = [&] {
      return house.database()
          .read([&](Connection& connection) { return network::load_capability(connection, wash); })
          .value();
    };
    const std::int64_t version = kept().version;
    REQUIRE(house.answer(key, Answer::gone));
    CHECK_FALSE(house.takes_part(wash));
    // As its own page would have it, where a click takes it back.
    CHECK(kept().state == network::CapabilityState::retired);
    CHECK(kept().version == version + 1);
    CHECK(house.database()
              .read([&](Connection& connection) {
                return network::load_revision_before(connection, wash, kept().version);
              })
              .value()
              .state == network::CapabilityState::open);
    house.pass(400);
    CHECK(house.mail() == 0);
    REQUIRE(house.answer(key, Answer::confirmed));
    CHECK(house.takes_part(wash));
    CHECK(kept().version == version + 2);
    house.pass(209);
    CHECK(house.takes_part(wash));
    house.pass(1);
    CHECK_FALSE(house.takes_part(wash));
    REQUIRE(house.answer(key, Answer::confirmed));
    CHECK(house.takes_part(wash));
  });
}

TEST_CASE("freshness: an organisation counts from its entry, then from its confirmation") {
  on_both_fresh([](FreshHouse& house) {
    const auto id = network::OrganisationId::from_key("organisation", "voorbeeldbedrijf-bakkenbouw");
    const auto confirmed = [&] {
      return house.database().read(
          [&](Connection& connection) { return network::load_organisation_confirmed_at(connection, id); });
    };
    const Instant entered = confirmed().value();
    house.pass(400);
    CHECK(house.due(StreamId{id.value()}).state == clocks::Freshness::stale);
    REQUIRE(house.answer({clocks::RecordType::organisation, id.value()}, Answer::confirmed));
    CHECK(confirmed() == house.now());
    CHECK(confirmed() != entered);
  });
}

TEST_CASE("freshness: a note waits for the hub until somebody confirms") {
  on_both_fresh([](FreshHouse& house) {
    const StreamId id = house.offer(1, 25);
    REQUIRE(house.answer(offer_key(id), Answer::noted, "Andere kleur"));
    CHECK(house.due(id).note == "Andere kleur");
    CHECK(freshness::next_step(house.due(id).standing, house.now()) == freshness::NextStep::read_note);
    REQUIRE(house.answer(offer_key(id), Answer::confirmed));
    CHECK(rows_in(house.database(), "freshness_note") == 0);
  });
}

TEST_CASE("freshness: a shorter clock takes records out of matching at once") {
  on_both_fresh([](FreshHouse& house) {
    const StreamId id = house.offer(1, 20);
    CHECK(house.takes_part(StreamKind::offer, id));
    house.write([&](Connection& transaction) {
      transaction.execute("UPDATE freshness_clock SET clock_days = 10, grace_days = 5 WHERE record_type = 'offer'");
      network::raise_list_version(transaction);
    });
    CHECK_FALSE(house.takes_part(StreamKind::offer, id));
    CHECK(house.due(id).state == clocks::Freshness::hidden);
  });
}

TEST_CASE("the shipped world shows chains today, in a year without a restart, and after one") {
  on_both_fresh([](FreshHouse& house) {
    const std::size_t today = house.chains();
    CHECK(today > 0);
    const Day available = house.load(kOffer).available.to.value_or(Day{});
    house.pass(365);
    app::move_examples(house.database(), house.now());
    CHECK(house.chains() == today);
    CHECK(house.load(kOffer).available.to.value_or(Day{}) == (available == Day{} ? Day{} : plus_days(available, 365)));
    house.pass(365);
    app::prepare_store(house.database(), FreshHouse::home(), app::Filling::shipped_world, house.now());
    CHECK(house.chains() == today);
    // What somebody took over grows old like any other.
    REQUIRE(house.answer({clocks::RecordType::need, kNeed.value()}, Answer::confirmed));
    house.pass(365);
    app::move_examples(house.database(), house.now());
    CHECK_FALSE(house.takes_part(StreamKind::need, kNeed));
  });
}
