#include "handover_world.h"
#include "handovers/io/handover_store.h"

#include <future>
#include <set>

using namespace kringwerk;
using namespace kringwerk::contracts;

TEST_CASE("hand-overs: the same form sent twenty times at once is one delivery and one mail") {
  contracts::for_each_migrated_store([](Database& database) {
    const HandoverWorld world(database);
    std::vector<std::future<std::string>> senders;
    for (int i = 0; i < 20; ++i) {
      senders.push_back(std::async(std::launch::async, [&] { return world.hand_over(51, 9, "key-of-the-form"); }));
    }
    std::set<std::string> answers;
    for (auto& sender : senders) answers.insert(sender.get());
    CHECK(answers.size() == 1);
    CHECK(rows_in(database, "handover") == 1);
    CHECK(rows_in(database, "handover_statement") == 1);
    CHECK(rows_in(database, "outbox_mail") == 1);
    CHECK(rows_in(database, "audit_line") == 1);
  });
}

TEST_CASE("hand-overs: of deeds at once on one version one has effect") {
  contracts::for_each_migrated_store([](Database& database) {
    const HandoverWorld world(database);
    const std::string path = world.hand_over(51, 9, "key-of-the-form");
    std::vector<std::future<int>> senders;
    const auto send = [&](std::int64_t person, const std::string& fields) {
      senders.push_back(std::async(std::launch::async,
                                   [&world, path, person, fields] { return world.post(path, person, fields).status; }));
    };
    for (int i = 0; i < 4; ++i) {
      const std::string key = "&version=1&key=another-key-" + std::to_string(i);
      send(61, "deed=confirm" + key);
      send(62, "deed=reject&note=Niet+hier." + key);
      send(51, "deed=withdraw" + key);
    }
    int done = 0;
    for (auto& sender : senders) {
      const int status = sender.get();
      CHECK((status == 303 || status == 412));
      done += status == 303 ? 1 : 0;
    }
    CHECK(done == 1);
    CHECK(world.text("SELECT CAST(version AS TEXT) FROM handover") == "2");
    CHECK(rows_in(database, "handover_statement") == 2);
    CHECK(rows_in(database, "audit_line") == 2);
  });
}

TEST_CASE("hand-overs: what both said stays when one of them corrects it") {
  contracts::for_each_migrated_store([](Database& database) {
    const HandoverWorld world(database);
    const std::string path = world.hand_over(51, 9, "key-of-the-form");
    REQUIRE(world.post(path, 61, "deed=confirm&version=1&key=key-to-confirm").status == 303);
    const std::string figures = "&on=2026-11-20&weighed=428,5&outcome=partly&refused=0,5&reason=wet&note=Verkeerd+om.";
    REQUIRE(world.post(path, 61, "deed=correct&version=2&key=key-to-correct" + figures).status == 303);
    CHECK(world.text("SELECT state FROM handover") == "correcting");
    CHECK(world.get("/nl/agreements/" + AgreementId{9}.text(), 51).body.find("482,5") != std::string::npos);
    REQUIRE(world.post(path, 51, "deed=confirm&version=3&key=key-to-agree-now").status == 303);
    const std::string in_force =
        "FROM handover JOIN handover_statement ON handover_statement.statement_id = handover.in_force";
    CHECK(world.text("SELECT CAST(weighed_g AS TEXT) " + in_force) == "428500");
    CHECK(world.text("SELECT CAST(accepted_g AS TEXT) " + in_force) == "428000");
    CHECK(world.text("SELECT CAST(COUNT(*) AS TEXT) FROM handover_statement WHERE weighed_g = 482500") == "1");
    CHECK(world.get(path, 51).body.find("482,5") != std::string::npos);
  });
}

TEST_CASE("hand-overs: who has no part finds nothing, and no hub sees the price") {
  contracts::for_each_migrated_store([](Database& database) {
    const HandoverWorld world(database);
    const std::string agreement = "/nl/agreements/" + AgreementId{9}.text();
    const std::string handover = world.hand_over(51, 9, "key-of-the-form");
    const auto id = HandoverId::parse(handover.substr(handover.rfind('/') + 1)).value();
    const auto ticket = attach(world, {media::AttachedKind::handover, id.value()}, 5);
    for (const std::string& path : {agreement, agreement + "/handovers.csv", agreement + "/handovers/new", handover,
                                    handover + "/tickets", "/media/" + ticket.text() + "/large"}) {
      CAPTURE(path);
      const auto denied = world.get(path, 71);
      CHECK(denied.status == 404);
      CHECK(denied.body.find("eik") == std::string::npos);
      CHECK(world.get(path, 51).status == 200);
    }
    CHECK(world.post(handover, 71, "deed=confirm&version=1&key=key-of-nobody").status == 404);
    CHECK(world.post(handover, 81, "deed=confirm&version=1&key=key-of-a-hub").status == 412);
    CHECK(world.text("SELECT state FROM handover") == "registered");
    const auto own = world.get(agreement, 61);
    CHECK(own.body.find("123,45") != std::string::npos);
    const auto hub = world.get(agreement, 81);
    CHECK(hub.status == 200);
    CHECK(hub.body.find("482,5") != std::string::npos);
    CHECK(hub.body.find("123,45") == std::string::npos);
    CHECK(world.get("/nl/agreements", 71).body.find("eik") == std::string::npos);
    CHECK(world.get("/nl/agreements", 61).body.find("482,5") != std::string::npos);
    CHECK(world.get("/media/" + ticket.text() + "/large", 0).status == 404);
  });
}

TEST_CASE("hand-overs: a link of a mail shows, answers once, and opens nothing else") {
  contracts::for_each_migrated_store([](Database& database) {
    const HandoverWorld world(database);
    const std::string handover = world.hand_over(51, 10, "key-of-the-form");
    const std::string mail = world.text("SELECT body FROM outbox_mail WHERE to_address = 'jans@bakker.example'");
    const auto start = mail.find("/nl/handovers/answer/");
    REQUIRE(start != std::string::npos);
    const std::string link = mail.substr(start, mail.find_first_of(" \n", start) - start);
    CHECK(world.get(handover, 0).status != 200);
    CHECK(world.get(link, 0).body.find("482,5") != std::string::npos);
    CHECK(world.text("SELECT state FROM handover") == "registered");
    CHECK(world.post(link, 0, "deed=withdraw&version=1&key=key-of-the-link").status == 412);
    CHECK(world.post(link, 0, "deed=confirm&version=1&key=key-of-the-link").status == 303);
    CHECK(world.text("SELECT state FROM handover") == "confirmed");
    const auto after = world.get(link, 0);
    CHECK(after.body.find("Deze link is al gebruikt") != std::string::npos);
    CHECK(after.body.find("name=\"deed\"") == std::string::npos);
    CHECK(world.post(link, 0, "deed=correct&version=2&key=key-of-the-next&note=x").status == 412);
    CHECK(world.get(link.substr(0, link.size() - 1) + "z", 0).status == 404);
    world.run("UPDATE handover_link SET until_at_ms = 1");
    CHECK(world.get(link, 0).status == 404);
  });
}
