#include "base/csv_table.h"

#include <doctest/doctest.h>

#include "base/raw_table.h"

namespace kringwerk {
namespace {

/// "rule line column" of each finding.
std::vector<std::string> findings_of(std::string_view text) {
  std::vector<std::string> told;
  const auto table = CsvTable::read("file.csv", text, {"id", "name"});
  if (table) return told;
  for (const Violation& one : std::get<Invalid>(table.error()).violations) {
    told.push_back(one.rule + " " + std::to_string(std::get<std::int64_t>(one.facts[1].value)) + " " + one.field);
  }
  return told;
}

using Told = std::vector<std::string>;

TEST_CASE("a table is read by column name, in whatever order the columns stand") {
  const auto table = CsvTable::read("file.csv", "name,id\nwood,7\n\nsteel,8\n", {"id", "name"});
  REQUIRE(table);
  REQUIRE(table->size() == 2);
  CHECK(table->at(1, 0) == "8");
  CHECK(table->at(1, 1) == "steel");
  CHECK(table->line(1) == 4);
}

TEST_CASE("what is wrong with a table is told all at once, with its line") {
  CHECK(findings_of("\nid,nmae\n1,a,b\n2\n3,c\"\n") == Told{"csv.column_missing 2 name", "csv.column_unknown 2 nmae",
                                                            "csv.too_many_fields 3 ", "csv.too_few_fields 4 ",
                                                            "csv.malformed 5 2"});
  CHECK(findings_of("id,name,id\n") == Told{"csv.column_twice 1 id"});
  CHECK(findings_of("") == Told{"csv.header_missing 1 "});
  CHECK(findings_of("id,name\n1,\xFF\n") == Told{"csv.not_utf8 2 "});
}

TEST_CASE("optional columns may be there or not; records are kept as they are") {
  const RawTable table = read_raw_table("id,note\n1\n2,x,y\n", {"id"}, {"note", "colour"});
  CHECK(table.columns.empty());
  CHECK(table.place_of("note") == 1);
  CHECK_FALSE(table.place_of("colour"));
  REQUIRE(table.records.size() == 2);
  CHECK(table.records[1].fields.size() == 3);
}

}  // namespace
}  // namespace kringwerk
