#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "app/world.h"
#include "both_stores.h"
#include "materials/io/load_materials.h"
#include "materials/io/load_waste_list.h"
#include "materials/waste_search.h"
#include "small_site.h"
#include "storage/migrations.h"
#include "text/format.h"

/// The List of Waste as the shipped files fill it, on both stores. Codes and stars are agreed with the reference in
/// tests/world/waste_list_test.py.

using namespace kringwerk;
using materials::MaterialClass;
using materials::WasteCode;
using materials::WasteList;
using storage::Connection;
using storage::Database;

namespace {

const Instant kNow = instant_from_ms(1'795'255'445'000);
const Day kLastDay{std::chrono::year{2026}, std::chrono::November, std::chrono::day{8}};
const Day kFirstDay = plus_days(kLastDay, 1);

void fill(Database& database) {
  app::prepare_store(database, app::find_home(""), app::Filling::shipped_world, kNow);
}

struct Held {
  std::size_t codes = 0;
  std::size_t hazardous = 0;
  friend bool operator==(const Held&, const Held&) = default;
};

Held held_on(const WasteList& list, Day day) {
  Held held;
  for (const WasteCode& code : list.codes()) {
    if (!code.valid.contains(day)) continue;
    ++held.codes;
    if (code.is_hazardous) ++held.hazardous;
  }
  return held;
}

WasteList load(Database& database) {
  return database.read([](Connection& connection) { return materials::load_waste_list(connection); });
}

}  // namespace

TEST_CASE("a new store has every waste code of both lists and its own words for the chapters") {
  contracts::for_each_store([](Database& database) {
    fill(database);
    const WasteList list = load(database);
    CHECK(held_on(list, kLastDay) == Held{842, 408});
    CHECK(held_on(list, kFirstDay) == Held{880, 435});
    CHECK(list.headings().size() == 20 + 112);
    CHECK(list.heading("16 06")->label.exact(Language::nl) == "Batterijen en accu's");
    CHECK(list.versions("16 06 04").size() == 2);
    CHECK(list.on("16 06 04", kLastDay)->successors == std::vector<std::string>{"16 06 04*"});
    CHECK_FALSE(list.on("16 06 04", kFirstDay)->is_confirmed);
    CHECK(list.on("20 01 39", kFirstDay)->is_confirmed);
  });
}

TEST_CASE("every class of the taxonomy has codes on the day before the list changed and on the day after") {
  contracts::for_each_store([](Database& database) {
    fill(database);
    const WasteList list = load(database);
    const auto taxonomy = database.read([](Connection& connection) { return materials::load_taxonomy(connection); });
    CHECK(taxonomy.classes().size() >= 200);
    for (const MaterialClass& material : taxonomy.classes()) {
      CAPTURE(material.id);
      CHECK_FALSE(waste_codes_of(list, material, kLastDay).empty());
      CHECK_FALSE(waste_codes_of(list, material, kFirstDay).empty());
      for (const WasteCode* code : waste_codes_of(list, material, kFirstDay)) {
        CHECK_FALSE(code->label.best(Language::nl).empty());
      }
    }
    const auto codes_on = [&](const char* id, Day day) {
      std::vector<std::string> codes;
      for (const WasteCode* code : waste_codes_of(list, *taxonomy.find(id), day)) codes.push_back(written(*code));
      return codes;
    };
    CHECK(codes_on("batterijen_alkaline", kLastDay) == std::vector<std::string>{"16 06 04", "20 01 34"});
    CHECK(codes_on("batterijen_alkaline", kFirstDay) == std::vector<std::string>{"16 06 04*", "20 01 44"});
  });
}

TEST_CASE("people's words lead to the class and the code they mean, in three languages") {
  contracts::for_each_store([](Database& database) {
    fill(database);
    const WasteList list = load(database);
    const auto taxonomy = database.read([](Connection& connection) { return materials::load_taxonomy(connection); });
    const std::map<std::string, std::pair<std::string, std::string>> meant{
        {"houtafval", {"hout", "17 02 01"}},
        {"afvalhout", {"hout", "17 02 01"}},
        {"palettn", {"pallets", "15 01 03"}},
        {"velo", {"fietsen", "20 01 40"}},
        {"wijnvaten", {"houten_vaten", "15 01 03"}},
        {"mondmaskers", {"beschermingsmiddelen", "15 02 03"}},
        {"asbestplaten", {"asbestcement", "17 06 05*"}},
        {"sacs de jute", {"jute_vlas", "15 01 09"}},
        {"spent grain", {"bierdraf", "02 07 04"}},
        {"jeansbroeken", {"jeans", "20 01 10"}},
        {"tetrapak", {"drankkartons", "15 01 05"}},
        {"windscreens", {"autoruiten", "16 01 20"}},
        {"peinture a l'eau", {"verf", "20 01 28"}},
        {"Fishing nets", {"netten_touw", "02 01 04"}}};
    for (const auto& [typed, wanted] : meant) {
      CAPTURE(typed);
      const std::string folded = text::folded(typed);
      const auto classes = taxonomy.recognise(folded, 1);
      REQUIRE_FALSE(classes.empty());
      CHECK(classes.front().material == wanted.first);
      const auto codes = search_waste_codes(list, taxonomy, folded, kFirstDay);
      CHECK(std::any_of(codes.begin(), codes.end(),
                        [&](const materials::WasteHit& hit) { return written(*hit.code) == wanted.second; }));
    }
  });
}

TEST_CASE("an older store gets the list, one that has it keeps it, and an empty one stays empty") {
  contracts::for_each_store([](Database& database) {
    const auto migrations = storage::read_migrations(app::find_home("").migrations());
    database.write([&](Connection& transaction) { storage::migrate_to(transaction, migrations, 11); });
    fill(database);
    CHECK(contracts::rows_in(database, "waste_code") == 885);
    CHECK(contracts::rows_in(database, "material") == 0);
    database.write([](Connection& transaction) { transaction.execute("DELETE FROM waste_code WHERE digits > '05'"); });
    const auto left = contracts::rows_in(database, "waste_code");
    fill(database);
    CHECK(contracts::rows_in(database, "waste_code") == left);
  });
  contracts::for_each_store([](Database& database) {
    app::prepare_store(database, app::find_home(""), app::Filling::nothing, kNow);
    CHECK(contracts::rows_in(database, "waste_code") == 0);
  });
}
