#include <doctest/doctest.h>

#include <future>
#include <set>

#include "both_stores.h"
#include "introductions/io/submit_proposal.h"
#include "materials/io/save_stream.h"
#include "staffed_site.h"

using namespace kringwerk;
using namespace kringwerk::introductions;
using contracts::location_of;
using contracts::rows_in;
using materials::Stream;
using materials::StreamId;
using materials::Visibility;
using storage::Connection;
using storage::Database;

namespace {

/// Organisation 5 offers, organisation 6 seeks, hub 8 serves both; 7 has nothing to do with it.
class World : public contracts::StaffedSite {
 public:
  explicit World(Database& database) : StaffedSite(database) {
    for (const int organisation : {5, 6, 7}) add_organisation(organisation);
    add_person(51, "organisation_user", "organisation", 5);
    add_person(61, "organisation_user", "organisation", 6);
    add_person(71, "organisation_user", "organisation", 7);
    add_person(81, "coordinator", "hub", 8);
    add_stream(1, materials::StreamKind::offer, 5);
    add_stream(2, materials::StreamKind::need, 6);
  }

  /// The hub proposes; answers the path of the introduction.
  std::string propose(const std::string& key) const {
    const web::Response made = post("/nl/introductions", 81, pair() + "&message=Kijk+eens&key=" + key);
    REQUIRE(made.status == 303);
    return location_of(made);
  }
  static std::string pair() { return "offer=" + StreamId{1}.text() + "&need=" + StreamId{2}.text() + "&limit=supply"; }
  std::string link(const std::string& path, SideKind side) const {
    const auto id = IntroductionId::parse(path.substr(path.rfind('/') + 1)).value();
    return "/nl/introductions/answer/" + secret_of_side(services(), id, side);
  }
  void set_visibility(std::int64_t stream, const std::string& visibility) const {
    run("UPDATE stream SET visibility = '" + visibility + "' WHERE stream_id = " + std::to_string(stream));
  }

 private:
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
    stream.confirmed_at = now();
    database().write([&](Connection& transaction) { materials::insert_stream(transaction, stream, {}); });
  }
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
