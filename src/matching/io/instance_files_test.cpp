#include "matching/io/instance_files.h"
#include "matching/io/load_policy_file.h"

#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

using Texts = std::map<std::string, std::string>;

Texts example() {
  Texts texts;
  for (const auto& entry : std::filesystem::directory_iterator(KW_SOURCE_DIR "/examples/hub")) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    texts[entry.path().filename().string()] = text.str();
  }
  return texts;
}

std::string replaced(std::string text, const std::string& old, const std::string& fresh) {
  const auto at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), fresh);
}

/// "rule file:line column" of the findings.
std::vector<std::string> findings(const Texts& texts) {
  const auto read = read_instance(texts);
  if (read) return {};
  std::vector<std::string> found;
  for (const Violation& violation : std::get<Invalid>(read.error()).violations) {
    found.push_back(violation.rule.substr(9) + " " + std::get<std::string>(violation.facts[0].value) + ":" +
                    std::to_string(std::get<std::int64_t>(violation.facts[1].value)) + " " +
                    std::get<std::string>(violation.facts[2].value));
  }
  return found;
}

/// After one replacement in one file.
std::vector<std::string> findings(const std::string& file, const std::string& old, const std::string& fresh) {
  Texts texts = example();
  texts[file] = replaced(texts[file], old, fresh);
  return findings(texts);
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("the example is a sound instance") {
  const auto read = read_instance_folder(KW_SOURCE_DIR "/examples/hub");
  REQUIRE(read.has_value());
  CHECK(read->offers.size() == 3);
  CHECK(read->activities.size() == 3);
  CHECK(read->policy.tau_eur_per_tkm == 0.2444);
  CHECK(read->offers[std::size_t(read->offer_file_order[0])].id == "textile-leuven");
}

TEST_CASE("columns that lack, that are too many or that come twice") {
  CHECK(findings("offers.csv", ",grade,", ",gr,") ==
        Found{"column_missing offers.csv:1 grade", "column_unknown offers.csv:1 gr"});
  CHECK(findings("needs.csv", ",min_kg\n", ",grade\n") == Found{"column_unknown needs.csv:1 grade"});
  CHECK(findings("materials.csv", "id,name", "id,id") ==
        Found{"column_missing materials.csv:1 name", "column_duplicate materials.csv:1 id"});
  CHECK(findings("offers.csv", ",8000,", ",") == Found{"field_count offers.csv:3 permit"});
}

TEST_CASE("cells that cannot be read") {
  CHECK(findings("offers.csv", "8000", "8.000,5kg") == Found{"field_count offers.csv:3 10"});
  CHECK(findings("offers.csv", "8000", "8000 kg") == Found{"not_a_number offers.csv:3 kg"});
  CHECK(findings("offers.csv", "8000", "nan") == Found{"not_finite offers.csv:3 kg"});
  CHECK(findings("offers.csv", "8000", "inf") == Found{"not_finite offers.csv:3 kg"});
  CHECK(findings("offers.csv", "2026-01-05", "05/01/2026") == Found{"not_a_day offers.csv:2 from"});
  CHECK(findings("workshops.csv", ",1,", ",maybe,") == Found{"not_a_yes_or_no workshops.csv:2 small"});
  CHECK(findings("workshops.csv", "The Sorters", "The \"Sorters") == Found{"csv_quote workshops.csv:2 name"});
  CHECK(findings("workshops.csv", "The Sorters", "\"The Sorters") == Found{"csv_quote_open workshops.csv:2 name"});
  CHECK(findings("workshops.csv", "The Sorters", "The \xFFSorters") == Found{"utf8_invalid workshops.csv:2 "});
}

TEST_CASE("invalid UTF-8 is named by its byte") {
  Texts texts = example();
  texts["materials.csv"] = "id,\xC3";
  const auto read = read_instance(texts);
  REQUIRE(!read.has_value());
  const Violation& first = std::get<Invalid>(read.error()).violations.front();
  CHECK(first.rule == "matching.utf8_invalid");
  CHECK(std::get<std::int64_t>(first.facts[3].value) == 3);
}

TEST_CASE("every policy number has a source or is marked as an assumption") {
  CHECK(findings("policy.toml", "= 4, assumption = true", "= 4, assumption = false") ==
        Found{"policy_source policy.toml:3 k_eur_per_t"});
  CHECK(findings("policy.toml", "{ value = 4, assumption = true }", "4") ==
        Found{"policy_value policy.toml:3 k_eur_per_t"});
  CHECK(findings("policy.toml", "beta", "beta_factor") ==
        Found{"policy_key_missing policy.toml:1 beta", "policy_key_unknown policy.toml:5 beta_factor"});
  CHECK(findings("policy.toml", "value = 6,", "value = ,") == Found{"toml_syntax policy.toml:4 29"});
  Violations found;
  read_policy(std::string_view("[\x01\0\0\0\0\xE9\x89\x94ww\0\x11wwwwp", 17), found);
  REQUIRE(found.size() == 1);
  CHECK(found[0].rule == "matching.toml_syntax");
  found.clear();
  read_policy("[,,\np", found);
  REQUIRE(found.size() == 1);
  CHECK(found[0].rule == "matching.toml_syntax");
  found.clear();
  read_policy("# caf\xC3\xA9\nk = 'caf\xC3\xA9'\n\xC3\xA9 = 1\n", found);
  REQUIRE(found.size() == 1);
  CHECK(found[0].rule == "matching.toml_syntax");
  CHECK(found[0].facts[1] == Fact{"line", std::int64_t{3}});
  CHECK(findings("policy.toml", "2026-01-05", "2027-01-05") == Found{"window_reversed policy.toml:1 period_to"});
}

TEST_CASE("missing files are all named") {
  const auto read = read_instance({{"materials.csv", "id,name,price_eur_per_t\n"}});
  REQUIRE(!read.has_value());
  CHECK(std::get<Invalid>(read.error()).violations.size() == 6);
}

TEST_CASE("one report names every fault of every file") {
  Texts texts = example();
  texts["materials.csv"] = "id,name,price_eur_per_t\na,A,dear\nb,B,nan\nc,C\nd,D,10\na,A,5\n";
  texts["offers.csv"] =
      "id,material,grade,kg,from,to,lon,lat,permit\n"
      "o1,a,x,1e15,2026-01-01,2026-02-01,4.7,50.9,\n"
      "o2,c,5,-inf,2026-13-01,2026-02-01,4.7,50.9,\n"
      "o3,nowhere,5,10,2026-03-01,2026-02-01,50.9,4.7,\n";
  texts["needs.csv"] = "";
  texts["workshops.csv"] = "id,name,lon,lat,labour_hours,small,permits\nw,W,inf,50.9,many,perhaps,\n";
  texts["activities.csv"] =
      "id,workshop,kind,materials,min_grade,capacity_kg,cost_eur_per_t,hours_per_t,lead_days\n"
      "x,w,k,a,0,10,1,1,soon\ny,v,k,b,0,10.5,1,1,1\no1,w,k,d,0,10,1,1,1\n";
  texts["outputs.csv"] = "activity,material,grade,yield\nx,b,0,1.2\ny,a,0,0\nz,d,0,half\n";
  CHECK(findings(texts) == Found{"not_a_number materials.csv:2 price_eur_per_t",
                                 "not_finite materials.csv:3 price_eur_per_t",
                                 "field_count materials.csv:4 price_eur_per_t",
                                 "id_duplicate materials.csv:6 id",
                                 "not_a_number offers.csv:2 grade",
                                 "kg_out_of_range offers.csv:2 kg",
                                 "not_a_day offers.csv:3 from",
                                 "not_finite offers.csv:3 kg",
                                 "unknown_material offers.csv:4 material",
                                 "window_reversed offers.csv:4 to",
                                 "coordinates_swapped offers.csv:4 lon",
                                 "csv_empty needs.csv:1 ",
                                 "not_a_number workshops.csv:2 labour_hours",
                                 "not_a_yes_or_no workshops.csv:2 small",
                                 "not_finite workshops.csv:2 lon",
                                 "not_a_number activities.csv:2 lead_days",
                                 "unknown_workshop activities.csv:3 workshop",
                                 "not_whole activities.csv:3 capacity_kg",
                                 "id_duplicate activities.csv:4 id",
                                 "out_of_range outputs.csv:2 yield",
                                 "material_cycle outputs.csv:3 material",
                                 "not_a_number outputs.csv:4 yield",
                                 "unknown_activity outputs.csv:4 activity"});
}

TEST_CASE("what refers to a file that cannot be read is not held against it") {
  Texts texts = example();
  texts["materials.csv"] = "id,name\n";
  texts["workshops.csv"] += "\xFF";
  texts["activities.csv"] = "";
  CHECK(findings(texts) == Found{"column_missing materials.csv:1 price_eur_per_t", "utf8_invalid workshops.csv:4 ",
                                 "csv_empty activities.csv:1 "});
}
