#include <doctest/doctest.h>

#include <future>
#include <set>

#include "access/io/secrets.h"
#include "app/routes.h"
#include "both_stores.h"
#include "introductions/io/submit_proposal.h"
#include "materials/io/save_stream.h"
#include "site/page.h"
#include "site/visit.h"
#include "small_site.h"
#include "web/request_target.h"

using namespace kringwerk;
using namespace kringwerk::introductions;
using contracts::rows_in;
using materials::Stream;
using materials::StreamId;
using materials::Visibility;
using storage::Connection;
using storage::Database;

namespace {

/// Organisation 5 offers, organisation 6 seeks, hub 8 serves both; 7 has nothing to do with it.
class World {
 public:
  explicit World(Database& database) : site_(database) {
    contracts::lay_small_world(database);
    for (const int organisation : {5, 6, 7}) add_organisation(organisation);
    add_person(51, "organisation_user", "organisation", 5);
    add_person(61, "organisation_user", "organisation", 6);
    add_person(71, "organisation_user", "organisation", 7);
    add_person(81, "coordinator", "hub", 8);
    add_stream(1, materials::StreamKind::offer, 5);
    add_stream(2, materials::StreamKind::need, 6);
    app::add_all_routes(router_, site_.services(), {metrics_, home_, log_});
    router_.set_guard(
        [this](const web::Route& route, web::Call& call) { return site::guard(site_.services(), route, call); });
    router_.set_missing_page([this](const web::Request& request, Language language, int status) {
      return site::refusal_page(site_.services(), request, language, status);
    });
  }

  static std::string token(std::int64_t person) {
    std::string text = std::to_string(person);
    return text.insert(0, 26 - text.size(), 'a');
  }

  /// As the person sees it; 0 is a visitor.
  web::Response get(const std::string& path, std::int64_t person) const {
    return router_.dispatch(request(web::Method::get, path, person));
  }

  web::Response post(const std::string& path, std::int64_t person, const std::string& fields) const {
    web::Request sent = request(web::Method::post, path, person);
    const auto ticket = site_.services().csrf.fresh_ticket();
    const std::string cookie = ticket.set_cookie.substr(0, ticket.set_cookie.find(';'));
    if (person == 0) {
      sent.headers.emplace_back("cookie", cookie);
    } else {
      sent.headers.front().second += "; " + cookie;
    }
    sent.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    sent.body = fields + "&csrf=" + ticket.token;
    for (int tries = 0;; ++tries) {
      try {
        return router_.dispatch(sent);
      } catch (const storage::Error& error) {
        // More at once than the store untangles by itself: a person would try again as well.
        if (error.kind() != storage::ErrorKind::conflict || tries > 50) throw;
      }
    }
  }

  /// The hub proposes; answers the path of the introduction.
  std::string propose(const std::string& key) const {
    const web::Response made = post("/nl/introductions", 81, pair() + "&message=Kijk+eens&key=" + key);
    REQUIRE(made.status == 303);
    return location(made);
  }
  static std::string pair() { return "offer=" + StreamId{1}.text() + "&need=" + StreamId{2}.text() + "&limit=supply"; }
  std::string link(const std::string& path, SideKind side) const {
    const auto id = IntroductionId::parse(path.substr(path.rfind('/') + 1)).value();
    return "/nl/introductions/answer/" + secret_of_side(site_.services(), id, side);
  }
  static std::string location(const web::Response& response) {
    for (const auto& [name, value] : response.headers) {
      if (name == "Location") return value;
    }
    return {};
  }
  std::string text(const std::string& sql) const {
    return database().read([&](Connection& connection) {
      auto rows = connection.query(sql);
      return rows.next() ? std::string(rows.text(0)) : std::string("-");
    });
  }
  void run(const std::string& sql) const {
    database().write([&](Connection& transaction) { transaction.run_script(sql); });
  }
  Database& database() const { return site_.services().database; }
  void set_visibility(std::int64_t stream, const std::string& visibility) const {
    run("UPDATE stream SET visibility = '" + visibility + "' WHERE stream_id = " + std::to_string(stream));
  }

 private:
  static web::Request request(web::Method method, const std::string& target, std::int64_t person) {
    web::Request request;
    request.method = method;
    request.path = target.substr(0, target.find('?'));
    request.target = target;
    if (const auto mark = target.find('?'); mark != std::string::npos) {
      request.query = web::parse_target(target).value().query;
    }
    request.remote_address = "192.0.2.7";
    if (person != 0) request.headers.emplace_back("cookie", "session=" + token(person));
    return request;
  }
  void add_organisation(int organisation) {
    const std::string id = std::to_string(organisation);
    run("INSERT INTO organisation (organisation_id, organisation_key, name, name_sort, kind, kind_basis, website, "
        "languages, is_example, note, source_key, created_at_ms, version) VALUES (" +
        id + ", 'o" + id + "', 'Bedrijf " + id + "', 'o', 'regular_economy', 'brief', '', '', 0, '', 'typed', 1, 1)");
  }
  void add_person(std::int64_t person, const std::string& role, const std::string& kind, std::int64_t scope) {
    const std::string id = std::to_string(person);
    const std::string now = std::to_string(to_ms(site_.now));
    run("INSERT INTO person (person_id, email, name, name_sort, language, state, password_hash, created_at_ms, "
        "version) VALUES (" +
        id + ", 'p" + id + "@example.org', 'Persoon " + id +
        "', 'p', 'nl', 'active', '', 1, 1);"
        "INSERT INTO role_grant (grant_id, person_id, role, scope_kind, scope_id, from_on, state, given_at_ms, version)"
        " VALUES (" +
        id + ", " + id + ", '" + role + "', '" + kind + "', " + std::to_string(scope) +
        ", '2026-01-01', 'effective', 1, 1);"
        "INSERT INTO session (session_hash, person_id, device, has_second_factor, created_at_ms, seen_at_ms, "
        "proved_at_ms) VALUES ('" +
        access::hash_of_secret(token(person)) + "', " + id + ", 'Test', 1, " + now + ", " + now + ", " + now + ")");
  }
  void add_stream(std::int64_t id, materials::StreamKind kind, std::int64_t organisation) {
    Stream stream;
    stream.id = StreamId{id};
    stream.kind = kind;
    stream.state = materials::StreamState::open;
    stream.visibility = Visibility::network;
    stream.organisation = network::OrganisationId{organisation};
    stream.typed_what = "hout";
    stream.material = "hout";
    stream.title = LocalText{kind == materials::StreamKind::offer ? "Balken van eik" : "Eik gezocht", "", ""};
    stream.nis = network::Nis{"24062"};
    stream.amount.thousandths = 1'000;
    stream.source = "typed";
    stream.confirmed_at = site_.now;
    database().write([&](Connection& transaction) { materials::insert_stream(transaction, stream, {}); });
  }

  contracts::SmallSite site_;
  app::HomeFolder home_{KW_SOURCE_DIR};
  web::Metrics metrics_;
  web::Log log_{"/dev/null"};
  web::Router router_;
};

constexpr const char* kYes = "deed=answer&answer=yes&version=1";

}  // namespace

TEST_CASE("introductions: the same form sent twenty times at once proposes once and asks each side once") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    std::vector<std::future<std::string>> senders;
    for (int i = 0; i < 20; ++i) {
      senders.push_back(std::async(std::launch::async, [&] { return world.propose("key-of-the-form"); }));
    }
    std::set<std::string> answers;
    for (auto& sender : senders) answers.insert(sender.get());
    CHECK(answers.size() == 1);
    CHECK(rows_in(database, "introduction") == 1);
    CHECK(rows_in(database, "outbox_mail") == 2);
    CHECK(rows_in(database, "audit_line") == 1);
    // Another form for the same pair is told that there is one.
    const auto again = world.post("/nl/introductions", 81, World::pair() + "&key=another-form");
    CHECK(again.status == 422);
    CHECK(again.body.find("al aan elkaar voorgesteld") != std::string::npos);
    CHECK(rows_in(database, "introduction") == 1);
  });
}

TEST_CASE("introductions: both sides answer at once and both are heard") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    const std::string path = world.propose("key-of-the-form");
    const auto say_yes = [&](SideKind side) {
      for (int version = 1;; ++version) {
        const auto answer =
            world.post(world.link(path, side), 0, "deed=answer&answer=yes&version=" + std::to_string(version));
        if (answer.status == 303) return version;
        REQUIRE(answer.status == 412);
      }
    };
    auto one = std::async(std::launch::async, [&] { return say_yes(SideKind::offer); });
    const int other = say_yes(SideKind::need);
    // One of them found the other's answer and said yes to the new version.
    CHECK(std::set<int>{one.get(), other} == std::set<int>{1, 2});
    CHECK(world.text("SELECT state FROM introduction") == "talks");
    CHECK(world.text("SELECT CAST(version AS TEXT) FROM introduction") == "3");
    CHECK(world.text("SELECT CAST(COUNT(*) AS TEXT) FROM outbox_mail WHERE subject LIKE 'Jullie zeggen allebei ja%'") ==
          "2");
    CHECK(rows_in(database, "introduction_outcome") == 2);
    CHECK(world.text("SELECT CAST(COUNT(*) AS TEXT) FROM audit_line WHERE record_type = 'introduction'") == "3");
  });
}

TEST_CASE("introductions: who has no part finds the page of an address that is not there") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    const std::string path = world.propose("key-of-the-form");
    for (const std::int64_t person : {51, 61, 81}) CHECK(world.get(path, person).status == 200);
    const web::Response denied = world.get(path, 71);
    const web::Response absent = world.get("/nl/introductions/" + IntroductionId{123'456}.text(), 71);
    CHECK(denied.status == 404);
    // The page names its own address, in the links to other languages.
    const auto without = [](std::string body, const std::string& id) {
      for (auto at = body.find(id); at != std::string::npos; at = body.find(id)) body.erase(at, id.size());
      return body;
    };
    CHECK(without(denied.body, path.substr(path.rfind('/') + 1)) ==
          without(absent.body, IntroductionId{123'456}.text()));
    CHECK(world.post(path, 71, kYes).status == 404);
    CHECK(world.get("/nl/introductions/answer/0123456789abcdefghjkmnpqrs", 0).status == 404);
    CHECK(world.get("/nl/introductions/new?" + World::pair(), 71).status == 404);
    CHECK(world.post("/nl/introductions", 71, World::pair() + "&key=his-own-form").status == 404);
    CHECK(world.get(path, 0).status == 303);
    // A hub cannot answer for a side, a link not for the other side.
    CHECK(world.post(path, 81, std::string(kYes) + "&side=offer").status == 412);
    CHECK(world.post(world.link(path, SideKind::offer), 0, std::string(kYes) + "&side=need").status == 412);
    CHECK(world.post(path, 51, "deed=answer&answer=yes").status == 428);
    CHECK(rows_in(database, "introduction_outcome") == 0);
  });
}

TEST_CASE("introductions: contact details appear to both when both said yes, and to nobody before") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    const std::string path = world.propose("key-of-the-form");
    const auto shows = [&](std::int64_t person, const char* what) {
      return world.get(path, person).body.find(what) != std::string::npos;
    };
    CHECK_FALSE(shows(51, "p61@"));
    CHECK_FALSE(shows(81, "p61@"));
    CHECK(world.post(path, 61, kYes).status == 303);
    CHECK_FALSE(shows(51, "p61@"));
    CHECK(world.post(path, 51, "deed=answer&answer=yes&version=2").status == 303);
    CHECK(shows(51, "p61@"));
    CHECK(shows(61, "p51@"));
    CHECK(shows(81, "p51@"));
    CHECK(world.text("SELECT CAST(COUNT(*) AS TEXT) FROM outbox_mail WHERE subject LIKE 'Past dit%' AND (body LIKE "
                     "'%p61@%' OR body LIKE '%p51@%')") == "0");
    CHECK(world.text("SELECT CAST(COUNT(*) AS TEXT) FROM outbox_mail WHERE to_address = 'p51@example.org' AND body "
                     "LIKE '%p61@%'") == "1");
  });
}

TEST_CASE("introductions: a stream that becomes hidden is in no page and no mail of the other side") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    const std::string path = world.propose("key-of-the-form");
    CHECK(world.get(path, 61).body.find("Balken van eik") != std::string::npos);
    world.set_visibility(1, "private");
    world.run("DELETE FROM outbox_mail");
    for (const std::int64_t person : {61, 81}) {
      CHECK(world.get(path, person).body.find("Balken van eik") == std::string::npos);
    }
    CHECK(world.get(world.link(path, SideKind::need), 0).body.find("Balken") == std::string::npos);
    CHECK(world.get("/nl/introductions?state=all", 61).body.find("Balken") == std::string::npos);
    CHECK(world.get("/nl/introductions/board?state=all", 81).body.find("Balken") == std::string::npos);
    CHECK(world.get(path, 51).body.find("Balken van eik") != std::string::npos);
    CHECK(world.post(path, 51, "deed=answer&answer=no&reason=price&version=1").status == 303);
    CHECK(world.text("SELECT CAST(COUNT(*) AS TEXT) FROM outbox_mail WHERE body LIKE '%Balken%'") == "0");
    CHECK(world.text("SELECT CAST(COUNT(*) AS TEXT) FROM outbox_mail") == "2");
  });
}

TEST_CASE("introductions: a stream that the other side may not see is not introduced") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    world.set_visibility(1, "hub");
    const auto refused = world.post("/nl/introductions", 81, World::pair() + "&key=key-of-the-form");
    CHECK(refused.status == 422);
    CHECK(refused.body.find("mag het andere niet zien") != std::string::npos);
    world.set_visibility(1, "private");
    CHECK(world.post("/nl/introductions", 81, World::pair() + "&key=key-of-the-form").status == 404);
    // The owner of the other end cannot find out by proposing either.
    CHECK(world.post("/nl/introductions", 61, World::pair() + "&key=his-own-form").status == 404);
    CHECK(rows_in(database, "introduction") == 0);
  });
}
