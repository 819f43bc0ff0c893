#include "handover_world.h"
#include "handovers/io/handover_store.h"
#include "handovers/io/save_taken.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"

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

namespace {

/// Two tonnes a month of organisation 5, with an agreement about 500 kg of it each month that waits for organisation 6.
void lay_agreement_about_stream(const HandoverWorld& world) {
  materials::Stream offer;
  offer.id = materials::StreamId{900};
  offer.state = materials::StreamState::open;
  offer.organisation = network::OrganisationId{5};
  offer.title = LocalText{"Balken", "", ""};
  offer.material = "hout";
  offer.accepted = {"hout"};
  offer.amount = {2000, materials::AmountUnit::t, std::nullopt, materials::AmountQuality::declared,
                  materials::Rhythm::month};
  offer.nis = network::Nis{"24062"};
  offer.source = "typed";
  offer.confirmed_at = offer.created_at = world.now();
  Agreement made;
  made.id = AgreementId{11};
  made.offer = offer.id;
  made.what = "Balken";
  made.repeat = Repeat::month;
  made.mass = Mass::kilograms(500);
  made.from = parse_day("2026-01-01").value();
  made.giver.organisation = network::OrganisationId{5};
  made.taker.organisation = network::OrganisationId{6};
  made.proposed_by = access::PersonId{51};
  made.proposed_at = made.changed_at = world.now();
  world.database().write([&](Connection& transaction) {
    materials::insert_stream(transaction, offer, {});
    insert_agreement(transaction, made);
  });
}

/// State, kilograms a week in the list, tonnes that matching sees.
std::string open_part(const HandoverWorld& world) {
  const std::string row = world.text(
      "SELECT state || ' ' || CAST(grams_per_week / 1000 AS TEXT) FROM stream JOIN stream_row ON "
      "stream_row.stream_id = stream.stream_id WHERE stream.stream_id = 900");
  std::string matching = " none";
  world.database().read([&](Connection& connection) {
    for (const materials::Stream& stream : materials::load_matchable_streams(connection, world.now(), {})) {
      if (stream.id == materials::StreamId{900}) matching = " " + std::to_string(*stream.amount.thousandths);
    }
  });
  return row + matching;
}

}  // namespace

TEST_CASE("MAT6: an agreement takes of its stream once both agree, and gives it back when it ends") {
  contracts::for_each_migrated_store([](Database& database) {
    const HandoverWorld world(database);
    lay_agreement_about_stream(world);
    const std::string path = "/nl/agreements/" + AgreementId{11}.text();
    CHECK(open_part(world) == "open 459 2000");
    REQUIRE(world.post(path, 61, "deed=accept&version=1&key=key-to-accept").status == 303);
    CHECK(open_part(world) == "partly_agreed 344 1500");
    CHECK(world.get(path, 51).body.find("Nog vrij: 1.500") != std::string::npos);
    CHECK(world.text("SELECT CAST(COUNT(*) AS TEXT) FROM audit_line WHERE action = 'stream.agreed'") == "1");
    REQUIRE(world.post(path, 61, "deed=end&version=2&key=key-to-end-it").status == 303);
    CHECK(open_part(world) == "open 459 2000");
  });
}

TEST_CASE("MAT6: an agreement whose last day has passed ends by itself, once") {
  contracts::for_each_migrated_store([](Database& database) {
    const HandoverWorld world(database);
    lay_agreement_about_stream(world);
    world.run("UPDATE agreement SET mass_g = 2000000 WHERE agreement_id = 11");
    const std::string path = "/nl/agreements/" + AgreementId{11}.text();
    REQUIRE(world.post(path, 61, "deed=accept&version=1&key=key-to-accept").status == 303);
    CHECK(open_part(world) == "partly_agreed 0 none");
    world.run("UPDATE agreement SET to_on = '2026-01-31' WHERE agreement_id = 11");
    const std::string key(32, 'a');
    CHECK(save_agreements_over(database, key, world.now()) == 1);
    CHECK(save_agreements_over(database, key, world.now()) == 0);
    CHECK(open_part(world) == "open 459 2000");
    CHECK(world.text("SELECT state FROM agreement WHERE agreement_id = 11") == "ended");
  });
}
