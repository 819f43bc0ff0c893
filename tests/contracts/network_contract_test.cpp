#include <doctest/doctest.h>

#include <unistd.h>
#include <algorithm>

#include <filesystem>
#include <map>

#include "app/world.h"
#include "both_stores.h"
#include "network/io/load_hubs.h"
#include "network/io/load_places.h"
#include "small_site.h"
#include "text/format.h"

using namespace kringwerk;
using namespace kringwerk::network;
using contracts::rows_in;
using storage::Connection;
using storage::Database;

namespace {

const Instant kNow = instant_from_ms(1'795'255'445'000);

void fill(Database& database, Instant now = kNow) {
  app::prepare_store(database, app::find_home(""), app::Filling::shipped_world, now);
}

void for_each_filled_store(const std::function<void(Database&)>& test) {
  contracts::for_each_store([&](Database& database) {
    fill(database);
    test(database);
  });
}

std::int64_t count(Database& database, const std::string& query) {
  return database.read([&](Connection& connection) {
    auto rows = connection.query("SELECT COUNT(*) FROM " + query);
    REQUIRE(rows.next());
    return rows.int64(0);
  });
}

const std::vector<std::string> kFilledTables{"source",       "municipality",        "municipality_predecessor",
                                             "postcode",     "organisation",        "organisation_sector",
                                             "recognition",  "organisation_permit", "hub",
                                             "hub_area",     "hub_topic",           "hub_contact",
                                             "hub_amount",   "membership",          "hub_completeness",
                                             "capability",   "capability_accepts",  "capability_output",
                                             "material",     "material_synonym",    "term",
                                             "stream",       "stream_row",          "waste_code",
                                             "waste_heading"};

std::map<std::string, std::int64_t> all_counts(Database& database) {
  std::map<std::string, std::int64_t> counts;
  for (const std::string& table : kFilledTables) counts[table] = rows_in(database, table);
  return counts;
}

std::vector<std::string> answers(Database& database, const std::string& typed) {
  return database.read([&](Connection& connection) {
    std::vector<std::string> names;
    for (const FoundPlace& place : find_places(connection, typed)) {
      names.push_back(place.municipality.name.best(Language::nl) + " via " + place.matched);
    }
    return names;
  });
}

/// Names of the partners of `hub` on `day`, by role and name.
std::vector<std::string> partners_on(Connection& connection, HubId hub, Day day) {
  std::vector<std::string> names;
  for (const MemberOfHub& member : load_members(connection, hub)) {
    if (member.membership.period.contains(day)) names.push_back(member.name);
  }
  return names;
}

Composition composition_of(Connection& connection, HubId hub, Day day) {
  const auto all = load_compositions(connection, day);
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& entry) { return entry.hub == hub; });
  REQUIRE(found != all.end());
  return found->composition;
}

/// A copy of the program's files in which the last table that is filled breaks off.
class BrokenHome {
 public:
  BrokenHome() : home_{std::filesystem::temp_directory_path() / ("kw_broken_" + std::to_string(getpid()))} {
    const app::HomeFolder whole = app::find_home("");
    std::filesystem::create_directories(home_.root);
    std::filesystem::copy(whole.migrations(), home_.migrations());
    std::filesystem::copy(whole.data(), home_.data(), std::filesystem::copy_options::recursive);
    const auto last = home_.data() / "world/streams.csv";
    std::filesystem::resize_file(last, std::filesystem::file_size(last) / 2);
  }
  BrokenHome(const BrokenHome&) = delete;
  ~BrokenHome() { std::filesystem::remove_all(home_.root); }
  const app::HomeFolder& folder() const { return home_; }

 private:
  app::HomeFolder home_;
};

const HubId kRing = HubId::from_key("hub", "voorbeeldhub-ruilkring");
const HubId kPause = HubId::from_key("hub", "voorbeeldhub-pauze");

}  // namespace

TEST_CASE("the shipped world holds what the product promises") {
  for_each_filled_store([](Database& database) {
    CHECK(count(database, "hub WHERE is_example = 0") == 12);
    CHECK(count(database, "hub WHERE is_example = 1") == 2);
    CHECK(count(database, "municipality WHERE valid_to_on IS NULL") == 304);
    CHECK(count(database, "municipality WHERE valid_to_on IS NULL AND region = 'flanders'") == 285);
    CHECK(count(database, "organisation WHERE is_example = 1") >= 60);
    CHECK(rows_in(database, "stream") >= 250);
    CHECK(rows_in(database, "capability") >= 60);
    CHECK(count(database, "hub_completeness c JOIN hub h ON h.hub_id = c.hub_id WHERE h.is_example = 0") == 0);
    CHECK(count(database,
                "organisation o WHERE NOT EXISTS (SELECT 1 FROM source s WHERE s.source_key = o.source_key)") == 0);
    CHECK(count(database, "organisation WHERE name LIKE 'Voorbeeld%' AND is_example = 0") == 0);
  });
}

TEST_CASE("what somebody types finds the municipality of today") {
  struct Row {
    const char* typed;
    std::vector<std::string> found;
  };
  const std::vector<Row> rows{
      {"3000", {"Leuven via 3000 Leuven"}},
      {" B-3000 leuven ", {"Leuven via 3000 Leuven"}},
      {"Leuven (3000)", {"Leuven via 3000 Leuven"}},
      {"LEUVEN", {"Leuven via Leuven"}},
      {"Louvain", {"Leuven via Leuven"}},
      {"Gand", {"Gent via Gent"}},
      {"3018", {"Leuven via 3018 Wijgmaal"}},
      {"Wijgmaal", {"Leuven via 3018 Wijgmaal"}},
      {"Zwijndrecht", {"Beveren-Kruibeke-Zwijndrecht via Zwijndrecht"}},
      {"Kruibeke", {"Beveren-Kruibeke-Zwijndrecht via Kruibeke"}},
      {"9120", {"Beveren-Kruibeke-Zwijndrecht via 9120 Beveren-Waas"}},
      {"Hasselt", {"Hasselt via Hasselt"}},
      {"1050", {"Brussel via 1050 Brussel", "Elsene via 1050 Elsene"}},
      {"1050 Ixelles", {"Elsene via 1050 Elsene"}},
      {"3000 Gent", {"Leuven via 3000 Leuven"}},
      {"Leuvn", {}},
      {"9999", {}},
      {"", {}},
      {"%", {}},
      {"' OR 1=1 --", {}},
  };
  for_each_filled_store([&](Database& database) {
    for (const Row& row : rows) {
      CAPTURE(row.typed);
      CHECK(answers(database, row.typed) == row.found);
    }
  });
}

TEST_CASE("no code of the past is an answer, and every postcode leads to a municipality of today") {
  for_each_filled_store([](Database& database) {
    CHECK(count(database, "postcode p JOIN municipality m ON m.nis = p.nis WHERE m.valid_to_on IS NOT NULL") == 0);
    CHECK(count(database, "hub_area a JOIN municipality m ON m.nis = a.nis WHERE m.valid_to_on IS NOT NULL") == 0);
    database.read([](Connection& connection) {
      const auto hasselt = find_places(connection, "Hasselt");
      REQUIRE(hasselt.size() == 1);
      CHECK(hasselt.front().municipality.nis == Nis{"71072"});
    });
  });
}

TEST_CASE("areas that overlap give several hubs") {
  for_each_filled_store([](Database& database) {
    database.read([](Connection& connection) {
      std::vector<std::string> names;
      for (const Hub& hub : load_hubs_serving(connection, Nis{"24062"})) names.push_back(hub.name);
      CHECK(names == std::vector<std::string>{"C3000 Leuven", "Smart Loops Vlaams-Brabant"});
    });
  });
}

TEST_CASE("who was in on a day, and what that made of the hub") {
  using Names = std::vector<std::string>;
  const Day today = text::brussels_day(kNow);
  const Day last = plus_days(today, -60);
  for_each_filled_store([&](Database& database) {
    database.read([&](Connection& connection) {
      const Names with{"Voorbeeldstad Pauze", "Voorbeeldondernemers Pauze", "Voorbeeldwerkplaats Pauze",
                       "Voorbeeldhogeschool Pauze"};
      const Names without{"Voorbeeldstad Pauze", "Voorbeeldwerkplaats Pauze", "Voorbeeldhogeschool Pauze"};
      CHECK(partners_on(connection, kPause, last) == with);
      CHECK(partners_on(connection, kPause, plus_days(last, 1)) == without);
      CHECK(partners_on(connection, kPause, plus_days(today, -1201)).empty());
      CHECK(composition_of(connection, kPause, plus_days(today, -1151)).state == CompositionState::not_recorded);
      CHECK(composition_of(connection, kPause, last) == Composition{CompositionState::valid, {}});
      CHECK(composition_of(connection, kPause, plus_days(last, 1)) ==
            Composition{CompositionState::lacking, {OrganisationKind::regular_economy}});
      CHECK(composition_of(connection, kRing, today) == Composition{CompositionState::valid, {}});
    });
  });
}

TEST_CASE("no real hub is judged, because no list of the brief is complete") {
  for_each_filled_store([](Database& database) {
    database.read([](Connection& connection) {
      for (const Hub& hub : load_hubs(connection)) {
        CAPTURE(hub.name);
        if (hub.is_example) continue;
        CHECK(composition_of(connection, hub.id, text::brussels_day(kNow)) == Composition{});
      }
      const auto genk = load_members(connection, HubId::from_key("hub", "hub-genk"));
      REQUIRE(genk.size() == 7);
      CHECK(genk.front().name == "Alternatief");
      CHECK(genk.front().membership.role == MembershipRole::coordinator);
      CHECK_FALSE(genk.front().membership.period.from.has_value());
    });
  });
}

TEST_CASE("filling twice changes nothing, also a year later") {
  for_each_filled_store([](Database& database) {
    const auto before = all_counts(database);
    const Day lapse = plus_days(text::brussels_day(kNow), -60);
    fill(database);
    fill(database, kNow + std::chrono::days{365});
    CHECK(all_counts(database) == before);
    database.read([&](Connection& connection) {
      CHECK(composition_of(connection, kPause, lapse).state == CompositionState::valid);
      CHECK(composition_of(connection, kPause, plus_days(lapse, 1)).state == CompositionState::lacking);
    });
  });
}

TEST_CASE("a filling that breaks off leaves an empty store, which the next start fills") {
  const BrokenHome broken;
  contracts::for_each_store([&](Database& database) {
    CHECK_THROWS(app::prepare_store(database, broken.folder(), app::Filling::shipped_world, kNow));
    CHECK_THROWS(rows_in(database, "hub"));
    fill(database);
    CHECK(count(database, "hub WHERE is_example = 0") == 12);
    CHECK(rows_in(database, "stream") >= 250);
  });
}
