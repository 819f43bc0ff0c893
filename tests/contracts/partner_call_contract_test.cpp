#include <doctest/doctest.h>

#include <future>
#include <set>

#include "both_stores.h"
#include "introductions/partner_call.h"
#include "staffed_site.h"

using namespace kringwerk;
using namespace kringwerk::introductions;
using contracts::location_of;
using contracts::rows_in;
using storage::Database;

namespace {

/// Organisations 5, 6 and 7 with a worker each, hub 8 with a coordinator; 91 has an account without a role.
class World : public contracts::StaffedSite {
 public:
  explicit World(Database& database) : StaffedSite(database) {
    run("INSERT INTO term VALUES ('activity_kind', 'wash', 'wassen', 'washing', 'lavage', NULL), "
        "('activity_kind', 'sort', 'sorteren', 'sorting', 'tri', NULL) ON CONFLICT DO NOTHING");
    for (const int organisation : {5, 6, 7}) add_organisation(organisation);
    add_person(51, "organisation_user", "organisation", 5);
    add_person(61, "organisation_user", "organisation", 6);
    add_person(71, "organisation_user", "organisation", 7);
    add_person(81, "coordinator", "hub", 8);
    add_person(91, "organisation_user", "organisation", 7);
    run("DELETE FROM role_grant WHERE person_id = 91");
  }
};

std::string call_fields(const std::string& by, const std::string& visibility, const std::string& key) {
  return "by=" + by + "&title=Wasserij+voor+kratten&work=wash&partner_kind=&material=&description=Zes+weken+proberen" +
         "&purpose=Proef+met+kratten&until=2026-12-31&visibility=" + visibility + "&key=" + key;
}
std::string of_organisation(std::int64_t id) {
  return "organisation-" + network::OrganisationId{id}.text();
}
std::string answer_fields(std::int64_t organisation, const std::string& key) {
  return "organisation=" + network::OrganisationId{organisation}.text() + "&message=Wij+wassen&key=" + key;
}

/// Organisation 5 publishes; answers the path of the call.
std::string publish(const World& world, const std::string& visibility) {
  const web::Response made =
      world.post("/nl/calls", 51, call_fields(of_organisation(5), visibility, "key-of-" + visibility));
  REQUIRE(made.status == 303);
  return location_of(made);
}

}  // namespace

TEST_CASE("calls: one of the network is not there for a visitor or an account without a role") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    const std::string in_network = publish(world, "network");
    const std::string id = in_network.substr(in_network.rfind('/') + 1);
    const auto without = [](std::string body, const std::string& part) {
      for (auto at = body.find(part); at != std::string::npos; at = body.find(part)) body.erase(at, part.size());
      return body;
    };
    const std::string absent_id = PartnerCallId{123'456}.text();
    for (const std::int64_t person : {0, 91}) {
      const web::Response hidden = world.get(in_network, person);
      const web::Response absent = world.get("/nl/calls/" + absent_id, person);
      CHECK(hidden.status == 404);
      // The page names its own address, in the links to other languages.
      CHECK(without(hidden.body, id) == without(absent.body, absent_id));
      CHECK(world.get("/nl/calls", person).body.find("Wasserij") == std::string::npos);
      CHECK(world.get("/nl/calls?work=wash", person).body.find("Wasserij") == std::string::npos);
    }
    CHECK(world.post(in_network + "/answers", 91, answer_fields(6, "a-form-of-91")).status == 404);
    CHECK(world.post(in_network + "/end", 91, "outcome=found&version=1").status == 404);
    for (const std::int64_t person : {51, 61, 81}) {
      CHECK(world.get(in_network, person).status == 200);
      CHECK(world.get("/nl/calls?work=wash", person).body.find("Wasserij") != std::string::npos);
      CHECK(world.get("/nl/calls?work=sort", person).body.find("Wasserij") == std::string::npos);
    }
    const std::string for_all = publish(world, "public");
    CHECK(world.get(for_all, 0).status == 200);
    CHECK(world.get("/nl/calls", 0).body.find(for_all) != std::string::npos);
    // Not after its last day.
    world.run("UPDATE partner_call SET until_on = '2026-01-01'");
    CHECK(world.get("/nl/calls", 0).body.find("Wasserij") == std::string::npos);
    CHECK(world.post(for_all + "/answers", 61, answer_fields(6, "a-late-answer")).status == 409);
  });
}

TEST_CASE("calls: somebody publishes for their own organisation or hub alone, once for a form") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    CHECK(publish(world, "public") == publish(world, "public"));
    CHECK(rows_in(database, "partner_call") == 1);
    CHECK(rows_in(database, "audit_line") == 1);
    const std::string hub = "hub-" + network::HubId{8}.text();
    CHECK(world.post("/nl/calls", 61, call_fields(of_organisation(5), "public", "form-of-61")).status == 404);
    CHECK(world.post("/nl/calls", 61, call_fields(hub, "public", "hub-form-of-61")).status == 404);
    CHECK(world.post("/nl/calls", 81, call_fields(hub, "network", "form-of-81")).status == 303);
    CHECK(world.get("/nl/calls/new", 91).status == 404);
    CHECK(world.get("/nl/calls/new", 81).status == 200);
    std::string fields = call_fields(of_organisation(5), "public", "form-with-phone");
    fields.replace(fields.find("Zes+weken"), 9, "Bel+0470+12+34+56");
    const auto personal = world.post("/nl/calls", 51, fields);
    CHECK(personal.status == 422);
    CHECK(rows_in(database, "partner_call") == 2);
  });
}

TEST_CASE("calls: an organisation that answers again is led to its one introduction") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    const std::string path = publish(world, "network");
    std::vector<std::future<std::string>> senders;
    for (int i = 0; i < 6; ++i) {
      senders.push_back(std::async(std::launch::async, [&world, &path, i] {
        return location_of(world.post(path + "/answers", 61, answer_fields(6, "form-number-" + std::to_string(i))));
      }));
    }
    std::set<std::string> led_to;
    for (auto& sender : senders) led_to.insert(sender.get());
    REQUIRE(led_to.size() == 1);
    CHECK(led_to.begin()->find("/nl/introductions/") == 0);
    CHECK(rows_in(database, "introduction") == 1);
    CHECK(rows_in(database, "partner_call_answer") == 1);
    // Its own side said yes by answering; the publisher alone is asked.
    CHECK(world.text("SELECT origin FROM introduction") == "call");
    CHECK(world.text("SELECT answer FROM introduction_side WHERE side = 'offer'") == "yes");
    CHECK(world.text("SELECT to_address FROM outbox_mail") == "p51@example.org");
    CHECK(rows_in(database, "outbox_mail") == 1);
    CHECK(world.get(*led_to.begin(), 51).body.find("Wasserij voor kratten") != std::string::npos);
    CHECK(world.get(path, 51).body.find(*led_to.begin()) != std::string::npos);
    CHECK(world.get(path, 71).body.find(*led_to.begin()) == std::string::npos);
    // Nobody answers for another, or to themselves.
    CHECK(world.post(path + "/answers", 71, answer_fields(6, "for-another-one")).status == 404);
    CHECK(world.post(path + "/answers", 81, answer_fields(7, "does-not-suit")).status == 404);
    CHECK(world.post(path + "/answers", 51, answer_fields(5, "to-themselves")).status == 404);
    CHECK(rows_in(database, "introduction") == 1);
  });
}

TEST_CASE("calls: a hub is introduced by name, and a coordinator introduces a workshop that suits") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    const std::string hub = "hub-" + network::HubId{8}.text();
    const web::Response made = world.post("/nl/calls", 81, call_fields(hub, "network", "form-of-81"));
    REQUIRE(made.status == 303);
    const std::string path = location_of(made);
    const web::Response own = world.post(path + "/answers", 61, answer_fields(6, "answer-of-61"));
    REQUIRE(own.status == 303);
    const std::string name = world.text("SELECT name FROM hub WHERE hub_id = 8");
    const std::string seen = world.get(location_of(own), 61).body;
    CHECK(seen.find("<dd>" + name + "</dd>") != std::string::npos);
    // The hub is asked, and reads what came.
    CHECK(world.get(location_of(own), 81).status == 200);
    // No workshop suits yet.
    CHECK(world.post(path + "/answers", 81, answer_fields(7, "too-early")).status == 404);
    world.run(
        "INSERT INTO capability (capability_id, capability_key, organisation_id, kind, name_nl, name_en, name_fr, "
        "min_grade, capacity_grams_per_week, free_grams_per_week, cost_cents_per_tonne, social_minutes_per_tonne, "
        "lead_days, "
        "certificates, permits, confirmed_at_ms, is_example, source_key) VALUES (77, 'c77', 7, 'wash', 'Wassen', '', "
        "'', 0, 1000, 1000, 0, 0, "
        "0, '', '', 1, 0, 'typed')");
    CHECK(world.get(path, 61).body.find("/nl/capabilities/" + network::CapabilityId{77}.text()) != std::string::npos);
    const web::Response brought = world.post(path + "/answers", 81, answer_fields(7, "brought-by-81"));
    REQUIRE(brought.status == 303);
    CHECK(location_of(brought).find("/nl/introductions/") == 0);
    CHECK(world.text("SELECT CAST(COUNT(*) AS TEXT) FROM outbox_mail WHERE to_address = 'p71@example.org'") == "1");
    CHECK(rows_in(database, "partner_call_answer") == 2);
  });
}

TEST_CASE("calls: the publisher ends it from the version on the screen") {
  contracts::for_each_migrated_store([](Database& database) {
    const World world(database);
    const std::string path = publish(world, "network");
    CHECK(world.post(path + "/end", 51, "outcome=found").status == 428);
    CHECK(world.post(path + "/end", 51, "outcome=found&version=2").status == 412);
    CHECK(world.post(path + "/end", 51, "outcome=open&version=1").status == 422);
    CHECK(world.post(path + "/end", 61, "outcome=found&version=1").status == 404);
    CHECK(world.post(path + "/end", 81, "outcome=found&version=1").status == 404);
    CHECK(world.text("SELECT state FROM partner_call") == "open");
    CHECK(world.post(path + "/end", 51, "outcome=found&version=1").status == 303);
    CHECK(world.text("SELECT state FROM partner_call") == "found");
    CHECK(world.post(path + "/end", 51, "outcome=withdrawn&version=2").status == 412);
    CHECK(world.post(path + "/answers", 61, answer_fields(6, "after-the-end")).status == 409);
    CHECK(world.get(path, 61).body.find("partner gevonden") != std::string::npos);
    CHECK(rows_in(database, "introduction") == 0);
    CHECK(world.text("SELECT CAST(COUNT(*) AS TEXT) FROM audit_line WHERE action = 'call.ended'") == "1");
  });
}
