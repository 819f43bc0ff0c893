#include "web/csv_text.h"

#include <doctest/doctest.h>

#include <vector>

using namespace kringwerk::web;

TEST_CASE("no field is a formula, and every field comes back as one") {
  CHECK(csv_field("2 ton") == "2 ton");
  CHECK(csv_field("") == "");
  CHECK(csv_field("=1+1") == "'=1+1");
  CHECK(csv_field("+32 16") == "'+32 16");
  CHECK(csv_field("-5") == "'-5");
  CHECK(csv_field("@x") == "'@x");
  CHECK(csv_field("\t=1") == "\"'\t=1\"");
  CHECK(csv_field("a=1") == "a=1");
  CHECK(csv_field("=HYPERLINK(\"x\")") == "\"'=HYPERLINK(\"\"x\"\")\"");
  CHECK(csv_field("a,b") == "\"a,b\"");
  CHECK(csv_field("a;b") == "\"a;b\"");
  CHECK(csv_field("a\nb") == "\"a\nb\"");
  const std::vector<std::string> fields{"a", "", "=c"};
  CHECK(csv_record(fields) == "a,,'=c\r\n");
}
