#include <doctest/doctest.h>

#include <future>
#include <set>

#include "access/io/secrets.h"
#include "both_stores.h"
#include "materials/io/change_own_stream.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "site/version.h"
#include "site/visit.h"
#include "small_site.h"

/// Changes under a version and requests under a key, with many at once, on both stores.

using namespace kringwerk;
using materials::EditStep;
using materials::Stream;
using materials::StreamId;
using storage::Connection;
using storage::Database;

namespace {

constexpr std::int64_t kOurs = 7;
constexpr const char* kToken = "abcdefghjkmnpqrstvwxyz0123";

/// Somebody of organisation 7 who is signed in.
class SignedIn {
 public:
  explicit SignedIn(Database& database) : site_(database) {
    contracts::lay_small_world(database);
    request_.headers = {{"cookie", std::string("session=") + kToken}};
    database.write([&](Connection& transaction) {
      transaction.run_script(
          "INSERT INTO organisation (organisation_id, organisation_key, name, name_sort, kind, kind_basis, website, "
          "languages, is_example, note, source_key, created_at_ms, version) VALUES (7, 'ons', 'Ons', 'ons', "
          "'regular_economy', 'brief', '', '', 0, '', 'typed', 1, 1)");
      const std::string now = std::to_string(to_ms(site_.now));
      transaction.run_script(
          "INSERT INTO person (person_id, email, name, name_sort, language, state, password_hash, created_at_ms, "
          "version) VALUES (1, 'an@example.org', 'An', 'an', 'nl', 'active', '', 1, 1);"
          "INSERT INTO role_grant (grant_id, person_id, role, scope_kind, scope_id, from_on, state, given_at_ms, "
          "version) "
          "VALUES (1, 1, 'organisation_user', 'organisation', 7, '2026-01-01', 'effective', 1, 1);"
          "INSERT INTO session (session_hash, person_id, device, has_second_factor, created_at_ms, seen_at_ms, "
          "proved_at_ms) VALUES ('" +
          access::hash_of_secret(kToken) + "', 1, 'Test', 0, " + now + ", " + now + ", " + now + ")");
    });
    Stream stream;
    stream.id = StreamId{5};
    stream.state = materials::StreamState::open;
    stream.organisation = network::OrganisationId{kOurs};
    stream.typed_what = "hout";
    stream.title = LocalText{"hout", "", ""};
    stream.nis = network::Nis{"24062"};
    stream.amount.thousandths = 1'000;
    stream.source = "typed";
    stream.confirmed_at = site_.now;
    database.write([&](Connection& transaction) { materials::insert_stream(transaction, stream, {}); });
  }

  const site::Services& services() const { return site_.services(); }
  web::Call call() const {
    auto visit = std::make_shared<access::Visit>();
    visit->actor.kind = access::ActorKind::person;
    visit->actor.person = access::PersonId{1};
    return {request_, Language::nl, {}, visit};
  }
  Stream stream() const {
    return services().database.read(
        [](Connection& connection) { return materials::load_stream_to_decide(connection, StreamId{5}).value(); });
  }
  static materials::OwnAnswers answers(std::int64_t thousandths) {
    materials::OwnAnswers answers;
    answers.offer.draft.what = "hout";
    answers.offer.draft.amount_thousandths = thousandths;
    answers.offer.draft.email = "an@example.org";
    answers.offer.place.typed = "Leuven";
    return answers;
  }
  Result<Stream> change(std::int64_t thousandths, std::int64_t version) const {
    return materials::change_own_stream(services(), call(),
                                        {StreamId{5}, answers(thousandths), EditStep::save, version});
  }

 private:
  contracts::SmallSite site_;
  web::Request request_;
};

/// Adds one until it is kept.
void add_one(const SignedIn& world) {
  while (true) {
    const Stream now = world.stream();
    try {
      const auto changed = world.change(*now.amount.thousandths + 1, now.version);
      if (changed) return;
      REQUIRE(std::holds_alternative<Stale>(changed.error()));
    } catch (const storage::Error& error) {
      // More at once than the store untangles by itself: a person would try again as well.
      if (error.kind() != storage::ErrorKind::conflict) throw;
    }
  }
}

std::string made_by(const SignedIn& world, const site::NamedRequest& request) {
  for (int tries = 0;; ++tries) {
    try {
      const auto made = materials::create_own_stream(
          world.services(), world.call(), request,
          {SignedIn::answers(2'000), materials::StreamKind::offer, network::OrganisationId{kOurs}});
      return made ? *made : std::string("refused");
    } catch (const storage::Error& error) {
      if (error.kind() != storage::ErrorKind::conflict || tries > 50) throw;
    }
  }
}

materials::OwnAnswers shared_with(std::int64_t hub) {
  materials::OwnAnswers answers = SignedIn::answers(2'000);
  answers.terms.terms.visibility = materials::Visibility::hub;
  answers.terms.terms.shared_hub = network::HubId{hub};
  return answers;
}

web::Pairs version_field(const char* typed) {
  return web::Pairs(std::vector<std::pair<std::string, std::string>>{{"version", typed}});
}

}  // namespace

TEST_CASE("a stream is shared with one hub that exists, and the history names it") {
  contracts::for_each_migrated_store([](Database& database) {
    const SignedIn world(database);
    const auto share = [&](std::int64_t hub) {
      return materials::change_own_stream(world.services(), world.call(),
                                          {StreamId{5}, shared_with(hub), EditStep::save, world.stream().version});
    };
    const auto unknown = share(9);
    REQUIRE_FALSE(unknown);
    CHECK(std::get<Invalid>(unknown.error()).violations.at(0).field == "shared_hub");
    REQUIRE(share(8));
    CHECK(world.stream().shared_hub == network::HubId{8});
    database.read([](Connection& connection) {
      CHECK(materials::load_hubs_of(connection, materials::load_stream_to_decide(connection, StreamId{5}).value()) ==
            materials::StreamHubs{8});
      auto rows = connection.query("SELECT h.name, d.changes FROM audit_detail d, hub h WHERE h.hub_id = 8");
      REQUIRE(rows.next());
      const std::string told = rows.get<std::string>(1);
      CHECK(told.find("shared_hub") != std::string::npos);
      CHECK(told.find(rows.get<std::string>(0)) != std::string::npos);
    });
    REQUIRE(world.change(3'000, world.stream().version));
    CHECK_FALSE(world.stream().shared_hub);
  });
}

TEST_CASE("increments by many at once under a version lose nothing") {
  contracts::for_each_migrated_store([](Database& database) {
    const SignedIn world(database);
    constexpr int kClients = 6;
    constexpr int kTimes = 8;
    std::vector<std::future<void>> clients;
    for (int i = 0; i < kClients; ++i) {
      clients.push_back(std::async(std::launch::async, [&] {
        for (int time = 0; time < kTimes; ++time) add_one(world);
      }));
    }
    for (auto& client : clients) CHECK_NOTHROW(client.get());
    CHECK(world.stream().amount.thousandths == 1'000 + kClients * kTimes);
    CHECK(world.stream().version == 1 + kClients * kTimes);
    // Each has its line in the audit trail.
    CHECK(contracts::rows_in(database, "audit_line") == kClients * kTimes);
  });
}

TEST_CASE("a stale edit changes nothing and tells nothing to the audit trail") {
  contracts::for_each_migrated_store([](Database& database) {
    const SignedIn world(database);
    REQUIRE(world.change(2'000, 1));
    const auto stale = world.change(3'000, 1);
    REQUIRE_FALSE(stale);
    CHECK(std::holds_alternative<Stale>(stale.error()));
    CHECK(world.stream().amount.thousandths == 2'000);
    CHECK(contracts::rows_in(database, "audit_line") == 1);
  });
}

TEST_CASE("a hundred equal requests at once make one record, and another content under their key makes none") {
  contracts::for_each_migrated_store([](Database& database) {
    const SignedIn world(database);
    const site::NamedRequest request{"owner", "the-key-of-the-form", "content"};
    std::vector<std::future<std::string>> senders;
    for (int i = 0; i < 100; ++i) {
      senders.push_back(std::async(std::launch::async, [&] { return made_by(world, request); }));
    }
    std::set<std::string> answers;
    for (auto& sender : senders) answers.insert(sender.get());
    CHECK(answers.size() == 1);
    CHECK(answers.begin()->starts_with("/nl/our-streams/"));
    CHECK(contracts::rows_in(database, "stream") == 2);
    CHECK(made_by(world, {"owner", "the-key-of-the-form", "other"}) == "refused");
    CHECK(made_by(world, {"somebody else", "the-key-of-the-form", "other"}) != "refused");
    CHECK(contracts::rows_in(database, "stream") == 3);
  });
}

TEST_CASE("legal status and waste code are kept, told to the audit trail, and must hold on the stream's day") {
  contracts::for_each_migrated_store([](Database& database) {
    const SignedIn world(database);
    database.write([](Connection& transaction) {
      transaction.run_script(
          "INSERT INTO waste_code VALUES ('16 06 04', '2015-06-01', '2026-11-08', 0, '', '', '', '16 06 04*', 0, 's'), "
          "('16 06 04', '2026-11-09', NULL, 1, '', '', '', '', 0, 's')");
    });
    materials::OwnAnswers answers = SignedIn::answers(2'000);
    answers.offer.draft.legal_status = materials::LegalStatus::waste;
    const auto change = [&](const std::string& code, std::int64_t version) {
      answers.offer.draft.waste_code = code;
      return materials::change_own_stream(world.services(), world.call(),
                                          {StreamId{5}, answers, EditStep::save, version});
    };
    const auto refused = change("16 06 04", 1);
    REQUIRE_FALSE(refused);
    CHECK(std::get<Invalid>(refused.error()).violations.at(0).rule == "materials.waste_code_star");
    REQUIRE(change("160604*", 1));
    CHECK(world.stream().legal_status == materials::LegalStatus::waste);
    CHECK(world.stream().waste_code == "16 06 04*");
    const auto told = database.read([](Connection& connection) {
      auto rows = connection.query("SELECT changes FROM audit_detail");
      return rows.next() ? rows.get<std::string>(0) : std::string();
    });
    CHECK(told.find("waste_code") != std::string::npos);
    CHECK(told.find("legal_status") != std::string::npos);
    answers.offer.draft.legal_status = materials::LegalStatus::product;
    REQUIRE(change("", 2));
    CHECK(world.stream().legal_status == materials::LegalStatus::product);
    CHECK(world.stream().waste_code.empty());
  });
}

TEST_CASE("what a change is about stands in If-Match, else in the form") {
  web::Request request;
  const web::Call call{request, Language::nl, {}, nullptr};
  web::Form form;
  const auto version = [&] { return site::version_of(call, form, "stream", "0000000000005"); };
  CHECK(std::holds_alternative<Unversioned>(version().error()));
  form.fields = version_field("3");
  CHECK(version() == 3);
  form.fields = version_field("3x");
  CHECK(std::holds_alternative<Unversioned>(version().error()));
  const auto with = [&](const std::string& tag) {
    request.headers = {{"if-match", tag}};
    return version();
  };
  CHECK(with(site::version_tag("stream", "0000000000005", 12)) == 12);
  CHECK(std::holds_alternative<Unversioned>(with("*").error()));
  for (const char* tag : {"\"stream-0000000000006-v1\"", "W/\"stream-0000000000005-v1\"", "\"stream-0000000000005-v\"",
                          "\"stream-0000000000005-v-1\"", "\"stream-0000000000005-v1", ""}) {
    CHECK(std::holds_alternative<Stale>(with(tag).error()));
  }
}
