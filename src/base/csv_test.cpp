#include "base/csv.h"

#include <doctest/doctest.h>

#include "base/utf8.h"
#include "base/word_list.h"

namespace kringwerk {
namespace {

std::vector<CsvRecord> read_all(CsvReader reader) {
  std::vector<CsvRecord> records;
  while (auto record = reader.next()) records.push_back(std::move(*record));
  return records;
}

TEST_CASE("records, quotes, line ends and the byte order mark of RFC 4180") {
  const auto records = read_all(CsvReader("\xEF\xBB\xBFid,name\r\n1,\"a \"\"b\"\", c\nd\"\n\n2,\n"));
  REQUIRE(records.size() == 3);
  CHECK(records[0].fields == std::vector<std::string>{"id", "name"});
  CHECK(records[1].fields == std::vector<std::string>{"1", "a \"b\", c\nd"});
  CHECK(records[2].fields == std::vector<std::string>{"2", ""});
  CHECK(records[2].line == 5);
}

TEST_CASE("a fault is reported where it stands") {
  CsvReader open("a,b\nc,\"d\n");
  CHECK(open.next());
  CHECK_FALSE(open.next());
  REQUIRE(open.error());
  CHECK(open.error()->fault == CsvFault::quote_not_closed);
  CHECK(open.error()->place.line == 2);
  CHECK(open.error()->place.column == 2);
  CsvReader inside("a\"b\n");
  CHECK_FALSE(inside.next());
  CHECK(inside.error()->fault == CsvFault::quote_inside_field);
}

TEST_CASE("a written field reads back, formulas are disarmed on request") {
  for (const char* text : {"plain", "with,comma", "with \"quote\"", "two\nlines", ""}) {
    const auto records = read_all(CsvReader("x," + csv_field(text, false)));
    CHECK(records.at(0).fields.at(1) == text);
  }
  CHECK(csv_field("=1+1", true) == "'=1+1");
  CHECK(csv_field("=1+1", false) == "=1+1");
}

TEST_CASE("UTF-8 is checked byte by byte") {
  CHECK_FALSE(first_invalid_utf8("caf\xC3\xA9 \xF0\x9F\x99\x82"));
  CHECK(first_invalid_utf8("a\xC3") == 1);
  CHECK(first_invalid_utf8("\xC0\xAF") == 0);
  CHECK(first_invalid_utf8("ab\xED\xA0\x80") == 2);
  CHECK(first_invalid_utf8("\xF4\x90\x80\x80") == 0);
  CHECK(utf8_length("caf\xC3\xA9") == 4);
}

TEST_CASE("a list in one field") {
  CHECK(split_list("kunststof;textiel") == std::vector<std::string>{"kunststof", "textiel"});
  CHECK(split_list(";a;;b;") == std::vector<std::string>{"a", "b"});
  CHECK(split_list("").empty());
  CHECK(join_list({"a", "b"}) == "a;b");
}

}  // namespace
}  // namespace kringwerk
