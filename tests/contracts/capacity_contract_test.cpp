#include <doctest/doctest.h>

#include <future>

#include "both_stores.h"
#include "capacity/io/capability_form.h"
#include "capacity/keep_capability.h"
#include "laundry.h"
#include "network/io/save_calendar.h"
#include "whole_site.h"

using namespace kringwerk;
using contracts::Laundry;
using contracts::rows_in;
using storage::Connection;
using storage::Database;

namespace {

const std::string kPath = "/nl/capabilities/" + network::CapabilityId{77}.text();
constexpr const char* kVersionOfList = "SELECT version FROM stream_list_version";

std::string capability_fields(const std::string& capacity, const std::string& rest) {
  return "kind=wash&name_nl=Wassen&accepts=hout&min_grade=3&capacity=" + capacity +
         "&regular=0&min_batch=&max_batch=&lead_days=2&cost=100&price_basis=tonne&social_hours=5&certificates=&permits="
         "&place=&material_1=&yield_1=&grade_1=3" +
         rest;
}

}  // namespace

TEST_CASE("capacity: fifty bookings at once never promise more than there is") {
  contracts::for_each_migrated_store([](Database& database) {
    const Laundry laundry(database);
    constexpr int kSenders = 50;
    std::vector<std::future<int>> senders;
    for (int i = 0; i < kSenders; ++i) {
      senders.push_back(std::async(std::launch::async, [&laundry, i] {
        // 90 kg, in weeks that overlap by pairs; two people of two roles.
        return laundry
            .post(kPath + "/calendar", i % 2 == 0 ? 51 : 81,
                  laundry.book_fields(90, 1 + i % 2, 2 + i % 2, "form-number-" + std::to_string(i)))
            .status;
      }));
    }
    int kept = 0;
    int refused = 0;
    for (auto& sender : senders) {
      const int status = sender.get();
      kept += status == 303 ? 1 : 0;
      refused += status == 422 ? 1 : 0;
    }
    CHECK(kept + refused == kSenders);
    CHECK(kept == rows_in(database, "capability_booking"));
    for (const int ahead : {1, 2, 3}) {
      const network::WeekRoom room = laundry.room(ahead);
      CHECK(room.agreed <= Mass::kilograms(1000));
    }
    // The week that both want is as full as it can be: eleven times 90.
    CHECK(laundry.room(2).agreed == Mass::kilograms(990));
    CHECK(kept == 11);
    // Free capacity of matching is the calendar's mean of thirteen weeks.
    CHECK(laundry.number("SELECT free_grams_per_week FROM capability WHERE capability_id = 77") ==
          (std::int64_t{13} * 1'000'000 - std::int64_t{2} * 11 * 90'000) / 13);
  });
}

TEST_CASE("capacity: free capacity falls and rises with the calendar, and matching hears of it") {
  contracts::for_each_migrated_store([](Database& database) {
    const Laundry laundry(database);
    const auto free = [&] {
      return laundry.number("SELECT free_grams_per_week FROM capability WHERE capability_id = 77");
    };
    const auto before = laundry.number(kVersionOfList);
    const std::string fields = laundry.book_fields(650, 1, 1, "the-same-form");
    REQUIRE(laundry.post(kPath + "/calendar", 51, fields).status == 303);
    CHECK(laundry.post(kPath + "/calendar", 51, fields).status == 303);
    CHECK(rows_in(database, "capability_booking") == 1);
    CHECK(free() == 950'000);
    CHECK(laundry.number(kVersionOfList) > before);
    // A closed week.
    const std::string week = day_text(laundry.week(2));
    REQUIRE(laundry
                .post(kPath + "/calendar", 81,
                      "deed=except&exception_kind=closed&exception_from=" + week + "&exception_to=" + week +
                          "&key=closed-week")
                .status == 303);
    CHECK(free() == (950'000 * 13 - 1'000'000) / 13);
    CHECK(laundry.post(kPath + "/calendar", 51, laundry.book_fields(1, 1, 2, "into-the-closed")).status == 422);
    const std::string booking = network::BookingId{laundry.number("SELECT booking_id FROM capability_booking")}.text();
    CHECK(laundry.post(kPath + "/calendar", 51, "deed=cancel&booking=" + booking).status == 428);
    CHECK(laundry.post(kPath + "/calendar", 51, "deed=cancel&version=2&booking=" + booking).status == 412);
    CHECK(laundry.post(kPath + "/calendar", 51, "deed=cancel&version=1&booking=" + booking).status == 303);
    CHECK(free() == 12 * 1'000'000 / 13);
    // The day passes: the closed week comes nearer, and in the end leaves the thirteen.
    const Day later = plus_days(laundry.today(), 21);
    CHECK(network::refresh_free_capacities(database, later) == 1);
    CHECK(free() == 1'000'000);
    CHECK(network::refresh_free_capacities(database, later) == 0);
    CHECK(laundry.number("SELECT COUNT(*) FROM audit_line WHERE action LIKE 'capability.%'") == 3);
  });
}

TEST_CASE("capacity: who booked is for the workshop and its hub; others see steps and no forms") {
  contracts::for_each_migrated_store([](Database& database) {
    const Laundry laundry(database);
    std::string fields = laundry.book_fields(123, 1, 1, "zwaluw-form");
    fields.replace(fields.find("Iemand"), 6, "Zwaluwnest");
    REQUIRE(laundry.post(kPath + "/calendar", 51, fields).status == 303);
    for (const std::int64_t person : {51, 81}) {
      CHECK(laundry.get(kPath + "/calendar", person).body.find("Zwaluwnest") != std::string::npos);
      CHECK(laundry.get(kPath + "/calendar", person).body.find("877") != std::string::npos);
    }
    for (const std::int64_t person : {0, 61, 82}) {
      const std::string seen = laundry.get(kPath + "/calendar", person).body;
      CHECK(seen.find("Zwaluwnest") == std::string::npos);
      CHECK(seen.find("877") == std::string::npos);
      CHECK(seen.find("800") != std::string::npos);
    }
    CHECK(laundry.post(kPath + "/calendar", 61, laundry.book_fields(1, 1, 1, "form-of-61")).status == 404);
    CHECK(laundry.post(kPath + "/calendar", 82, laundry.book_fields(1, 1, 1, "form-of-82")).status == 404);
    // Steps alone decide what the directory finds: 877 are free, 800 are told.
    const std::string when = "when=" + std::to_string(network::iso_week(laundry.week(1)).year) + "-W" +
                             std::to_string(network::iso_week(laundry.week(1)).number);
    CHECK(laundry.get("/nl/capabilities?work=wash&kg=801&" + when, 51).body.find("Niemand past") != std::string::npos);
    CHECK(laundry.get("/nl/capabilities?work=wash&kg=800&" + when, 0).body.find("Niemand past") == std::string::npos);
  });
}

TEST_CASE("capacity: a capability is made once, changed from its version, paused, undone and hidden when retired") {
  contracts::for_each_migrated_store([](Database& database) {
    const Laundry laundry(database);
    const std::string organisation = network::OrganisationId{5}.text();
    const std::string fields =
        capability_fields("500", "&step=draft&key=a-new-capability&organisation=" + organisation);
    CHECK(laundry.post("/nl/capabilities", 61, fields).status == 404);
    REQUIRE(laundry.post("/nl/capabilities", 81, fields).status == 303);
    REQUIRE(laundry.post("/nl/capabilities", 81, fields).status == 303);
    CHECK(rows_in(database, "capability") == 2);
    const std::string id = network::CapabilityId{laundry.number("SELECT MAX(capability_id) FROM capability")}.text();
    const std::string path = "/nl/capabilities/" + id;
    CHECK(laundry.get(path, 0).status == 404);
    CHECK(laundry.get(path + "/calendar", 61).status == 404);
    CHECK(laundry.get(path, 51).status == 200);
    CHECK(laundry.get("/nl/capabilities", 51).body.find(id) == std::string::npos);
    CHECK(laundry.post(path + "/edit", 51, "step=open&version=1").status == 303);
    CHECK(laundry.get(path, 0).status == 200);
    CHECK(laundry.get("/nl/capabilities", 0).body.find(id) != std::string::npos);
    CHECK(laundry.post(path + "/edit", 51, capability_fields("900", "&step=save")).status == 428);
    CHECK(laundry.post(path + "/edit", 51, capability_fields("900", "&step=save&version=1")).status == 412);
    CHECK(laundry.post(path + "/edit", 61, capability_fields("900", "&step=save&version=2")).status == 404);
    const auto before = laundry.number(kVersionOfList);
    CHECK(laundry.post(path + "/edit", 51, capability_fields("900", "&step=save&version=2")).status == 303);
    CHECK(laundry.number(kVersionOfList) > before);
    const std::string of_new = " FROM capability WHERE capability_id <> 77";
    CHECK(laundry.number("SELECT free_grams_per_week" + of_new) == 900'000);
    CHECK(laundry.post(path + "/edit", 51, "step=undo&version=3").status == 303);
    CHECK(laundry.number("SELECT capacity_grams_per_week" + of_new) == 500'000);
    CHECK(laundry.post(path + "/edit", 51, "step=undo&version=4").status == 303);
    CHECK(laundry.number("SELECT capacity_grams_per_week" + of_new) == 900'000);
    CHECK(laundry.post(path + "/edit", 81, "step=retire&version=5").status == 303);
    CHECK(laundry.get(path, 0).status == 404);
    CHECK(laundry.get("/nl/organisations/" + organisation, 0).body.find(id) == std::string::npos);
    CHECK(laundry.get(path, 81).status == 200);
    CHECK(laundry.get(path + "/edit", 61).status == 404);
    CHECK(laundry.number("SELECT COUNT(*) FROM audit_line WHERE action LIKE 'capability.%'") == 6);
  });
}

TEST_CASE(
    "capacity: a permit counts by its box or by its name in any language, other words stay, and nobody reads keys") {
  contracts::for_each_migrated_store([](Database& database) {
    const Laundry laundry(database);
    const std::string path = kPath + "/edit";
    std::string fields = capability_fields("1000", "&step=save&version=1&permit_cold-chain-chilled=1");
    fields.replace(fields.find("&permits="), 9, "&permits=Hazardous+ELECTRICAL+waste,+registratie+FAVV");
    REQUIRE(laundry.post(path, 51, fields).status == 303);
    const auto kept = database.read([](Connection& connection) {
      return network::load_capability(connection, network::CapabilityId{77})->permits;
    });
    CHECK(kept == std::vector<std::string>{"cold-chain-chilled", "hazardous-elektro", "registratie FAVV"});
    const std::string form = laundry.get(path, 51).body;
    CHECK(form.find("name=\"permit_hazardous-elektro\" value=\"1\" checked") != std::string::npos);
    CHECK(form.find("name=\"permit_cold-chain-frozen\" value=\"1\" checked") == std::string::npos);
    CHECK(form.find("name=\"permits\" value=\"registratie FAVV\"") != std::string::npos);
    const std::string page = laundry.get(kPath, 0).body;
    for (const char* name : {"gekoeld bewaren en vervoeren", "gevaarlijk elektro-afval", "registratie FAVV"})
      CHECK(page.find(name) != std::string::npos);
    CHECK(page.find("cold-chain") == std::string::npos);
    const std::string directory = laundry.get("/nl/capabilities?permit=hazardous-elektro", 0).body;
    CHECK(directory.find("selected>gevaarlijk elektro-afval</option>") != std::string::npos);
    CHECK(directory.find(">hazardous-elektro<") == std::string::npos);
    // Who comes late with another form sees what stands there now, in words.
    const std::string late = laundry.post(path, 81, capability_fields("1000", "&step=save&version=1")).body;
    CHECK(late.find(
              "<dt>Vergunningen</dt><dd>gevaarlijk elektro-afval, gekoeld bewaren en vervoeren, registratie FAVV") !=
          std::string::npos);
  });
}

TEST_CASE("capacity: the form of every shipped workplace, sent back untouched, says the same in each language") {
  contracts::for_each_store([](Database& database) {
    const contracts::WholeSite site(database);
    const text::Texts& texts = site.services().texts;
    database.read([&](Connection& connection) {
      const materials::Taxonomy taxonomy = materials::load_taxonomy(connection);
      const materials::Terms terms = materials::load_terms(connection);
      const auto all = network::load_capabilities(connection);
      CHECK(all.size() > 100);
      for (const network::Capability& before : all) {
        for (const Language language : kLanguages) {
          const capacity::MaterialWords words(taxonomy, terms, language);
          const auto typed = capacity::typed_of(before, words, "", language);
          web::ReadForm sent;
          sent.form.fields = web::Pairs({typed.begin(), typed.end()});
          auto read = capacity::read_capability_form(sent, language, words, terms, texts);
          read.content.state = before.state;
          read.content.nis = before.nis;
          CAPTURE(before.name.best(language));
          for (const Violation& found : read.violations) FAIL_CHECK(texts.finding(language, found));
          for (const auto& change : capacity::changes_between(before, read.content)) FAIL_CHECK(change.field);
        }
      }
      return true;
    });
  });
}

TEST_CASE("capacity: an agreed introduction waits to be booked with its kilograms, and is booked once") {
  contracts::for_each_migrated_store([](Database& database) {
    const Laundry laundry(database);
    laundry.run(
        "INSERT INTO introduction (introduction_id, origin, state, hub_id, material_id, limited_by, message, "
        "proposed_by, "
        "proposed_at_ms, due_on, changed_at_ms, version) VALUES (1501, 'chain', 'talks', 8, 'hout', 'supply', '', 81, "
        "1, "
        "'2026-11-27', 1, 2);"
        "INSERT INTO introduction_step (introduction_id, place, capability_id, grams_per_week) VALUES (1501, 1, 77, "
        "321000)");
    const auto shows_it = [&](std::int64_t person) {
      return laundry.get(kPath + "/calendar", person).body.find("value=\"321\"") != std::string::npos;
    };
    std::string fields = laundry.book_fields(321, 1, 13, "from-the-chain");
    fields.replace(fields.find("introduction="), 13, "introduction=" + id_text(1501));
    CHECK_FALSE(shows_it(51));
    CHECK(laundry.post(kPath + "/calendar", 51, fields).status == 404);
    laundry.run("UPDATE introduction SET state = 'agreed'");
    CHECK(shows_it(51));
    CHECK(shows_it(81));
    CHECK_FALSE(shows_it(61));
    CHECK_FALSE(shows_it(0));
    CHECK(laundry.post(kPath + "/calendar", 51, fields).status == 303);
    CHECK_FALSE(shows_it(51));
    fields.replace(fields.find("from-the-chain"), 14, "once-more-again");
    CHECK(laundry.post(kPath + "/calendar", 81, fields).status == 409);
    CHECK(rows_in(database, "capability_booking") == 1);
    CHECK(laundry.room(1).agreed == Mass::kilograms(321));
  });
}
