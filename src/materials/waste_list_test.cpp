#include "materials/waste_list.h"

#include <doctest/doctest.h>

#include "materials/waste_search.h"

namespace kringwerk::materials {

namespace {

using std::chrono::November;

const Day kLastDay{std::chrono::year{2026}, November, std::chrono::day{8}};
const Day kFirstDay = plus_days(kLastDay, 1);
const Day kBegin{std::chrono::year{2015}, std::chrono::June, std::chrono::day{1}};

WasteCode code(const char* digits, bool is_hazardous, Period valid, std::vector<std::string> labels = {}) {
  WasteCode made;
  made.digits = digits;
  made.is_hazardous = is_hazardous;
  made.valid = valid;
  if (!labels.empty()) made.label = {labels.front(), "", ""};
  made.folded_labels = std::move(labels);
  return made;
}

const WasteList& list() {
  static const WasteList instance = [] {
    WasteCode by_group = code("06 04 04", true, {kBegin, {}});
    by_group.folded_labels = {"metalen", "textiel van een groep"};
    WasteCode gone = code("20 01 33", true, {kBegin, kLastDay});
    gone.successors = {"20 01 42*", "20 01 43*"};
    return WasteList({code("20 01 39", false, {kBegin, {}}, {"kunststof", "plastic", "plastique"}),
                      code("16 06 04", true, {kFirstDay, {}}, {"alkalinebatterijen"}),
                      code("16 06 04", false, {kBegin, kLastDay}, {"alkalinebatterijen"}), gone,
                      code("20 01 42", true, {kFirstDay, {}}), code("20 01 11", false, {kBegin, {}}, {"textiel"}),
                      code("20 01 38", false, {kBegin, {}}, {"hout niet gevaarlijk", "wood not hazardous"}),
                      code("03 01 05", false, {kBegin, {}}, {"zaagsel houtresten en platen"}),
                      code("06 04 05", true, {kBegin, {}}, {"ander afval met kwik"}), by_group},
                     {{"20", {"Huisvuil", "", ""}}, {"20 01", {"Apart ingezameld", "", ""}}});
  }();
  return instance;
}

std::string chosen(const char* typed, Day day) {
  const auto code = choose_waste_code(list(), typed, day);
  if (code) return *code;
  const Violation& found = std::get<Invalid>(code.error()).violations.at(0);
  std::string text = found.rule.substr(std::string("materials.waste_code_").size());
  for (const Fact& fact : found.facts) text += "|" + std::get<std::string>(fact.value);
  return text;
}

}  // namespace

TEST_CASE("codes are read as people type them") {
  const auto read = [](const char* typed) {
    const auto code = read_waste_code(typed);
    return code ? code->digits + (code->has_star ? "*" : "") : std::string("none");
  };
  CHECK(read("200139") == "20 01 39");
  CHECK(read("20.01.39") == "20 01 39");
  CHECK(read(" 20 01 39 ") == "20 01 39");
  CHECK(read("20-01-11 *") == "20 01 11*");
  CHECK(read("16") == "16");
  CHECK(read("1606") == "16 06");
  for (const char* typed : {"", "1", "160", "16060", "1606041", "16*", "160604**", "*160604", "160604x", "hout"}) {
    CAPTURE(typed);
    CHECK(read(typed) == "none");
  }
}

TEST_CASE("the day decides which code holds and whether it is hazardous") {
  CHECK(chosen("16 06 04", kLastDay) == "16 06 04");
  CHECK(chosen("16 06 04", kFirstDay) == "star|16 06 04*");
  CHECK(chosen("160604*", kFirstDay) == "16 06 04*");
  CHECK(chosen("16 06 04*", kLastDay) == "star|16 06 04");
  CHECK(chosen("20 01 33*", kLastDay) == "20 01 33*");
  CHECK(chosen("20 01 33*", kFirstDay) == "ended|20 01 33*|20 01 42*, 20 01 43*");
  CHECK(chosen("20 01 42*", kLastDay) == "not_yet|20 01 42*|2026-11-09");
  CHECK(chosen("20.01.11*", kFirstDay) == "star|20 01 11");
  CHECK(chosen("200139", kFirstDay) == "20 01 39");
  CHECK(chosen("99 01 01", kFirstDay) == "unknown|99 01 01");
  CHECK(chosen("20 01", kFirstDay) == "unreadable");
}

TEST_CASE("what is hazardous follows from digits and day, not from a star written long ago") {
  CHECK_FALSE(is_hazardous_on(list(), "16 06 04", kLastDay));
  CHECK_FALSE(is_hazardous_on(list(), "16 06 04*", kLastDay));
  CHECK(is_hazardous_on(list(), "16 06 04", kFirstDay));
  CHECK(is_hazardous_on(list(), "20 01 33*", kFirstDay));  // ended: as it last was
  CHECK(is_hazardous_on(list(), "20 01 42", kLastDay));    // not yet: as it will be
  CHECK(is_hazardous_on(list(), "99 01 01*", kFirstDay));
  CHECK_FALSE(is_hazardous_on(list(), "99 01 01", kFirstDay));
  CHECK_FALSE(is_hazardous_on(list(), "", kFirstDay));
}

TEST_CASE("codes are found by the words of their material, their own words and their digits") {
  MaterialClass wood;
  wood.id = "wood";
  wood.folded_terms = {"hout", "bois"};
  wood.waste_codes = {"20 01 38", "03 01 05"};
  MaterialClass batteries;
  batteries.id = "batteries";
  batteries.folded_terms = {"batterijen"};
  batteries.waste_codes = {"16 06 04*", "16 06 04"};
  const Taxonomy taxonomy({wood, batteries});
  const auto found = [&](const char* folded, Day day) {
    std::vector<std::string> codes;
    for (const WasteHit& hit : search_waste_codes(list(), taxonomy, folded, day)) codes.push_back(written(*hit.code));
    return codes;
  };
  using Codes = std::vector<std::string>;
  CHECK(found("hout", kFirstDay) == Codes{"20 01 38", "03 01 05"});
  CHECK(found("houtafval", kFirstDay) == Codes{"20 01 38", "03 01 05"});
  CHECK(found("afvalhout", kFirstDay) == Codes{"20 01 38", "03 01 05"});
  CHECK(found("bois", kFirstDay) == Codes{"20 01 38", "03 01 05"});
  CHECK(found("zaagsel", kFirstDay) == Codes{"03 01 05"});
  CHECK(found("texteil", kFirstDay) == Codes{"20 01 11"});
  CHECK(found("batterijen", kLastDay) == Codes{"16 06 04"});
  CHECK(found("batterijen", kFirstDay) == Codes{"16 06 04*"});
  CHECK(found("metalen", kFirstDay) == Codes{"06 04 04*"});
  CHECK(found("kwik", kFirstDay) == Codes{"06 04 05*"});
  CHECK(found("afval", kFirstDay).empty());
  CHECK(found("iets anders", kFirstDay).empty());
  CHECK(materials_meant(taxonomy, "16 06 04*", "16 06 04") == Codes{"batteries"});
  CHECK(materials_meant(taxonomy, "bateriijen", "bateriijen") == Codes{"batteries"});
  CHECK(materials_meant(taxonomy, "iets", "iets").empty());
  CHECK(waste_codes_below(list(), "16 06").size() == 2);
  CHECK(waste_codes_below(list(), "20").size() == 5);
}

}  // namespace kringwerk::materials
