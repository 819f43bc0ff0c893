#include "web/csv_file.h"

#include <doctest/doctest.h>

#include <limits>

#include "base/csv.h"

using namespace kringwerk;
using namespace kringwerk::web;

namespace {

std::string one_cell(const std::string& words) {
  const std::string lines = CsvFile().text(words).end_line().lines();
  return lines.substr(0, lines.size() - 2);
}

}  // namespace

TEST_CASE("no words are a formula, and all come back as they were") {
  CHECK(one_cell("2 ton") == "2 ton");
  CHECK(one_cell("") == "");
  CHECK(one_cell("=1+1") == "'=1+1");
  CHECK(one_cell("+32 16") == "'+32 16");
  CHECK(one_cell("-5") == "'-5");
  CHECK(one_cell("@x") == "'@x");
  CHECK(one_cell("\t=1") == "\"'\t=1\"");
  CHECK(one_cell("\n=1") == "\"'\n=1\"");
  CHECK(one_cell("a=1") == "a=1");
  CHECK(one_cell("=HYPERLINK(\"x\")") == "\"'=HYPERLINK(\"\"x\"\")\"");
  CHECK(one_cell("a,b") == "\"a,b\"");
  CHECK(one_cell("a;b") == "\"a;b\"");
  CHECK(one_cell("a\nb") == "\"a\nb\"");
  CHECK(one_cell("'s morgens") == "'s morgens");
  for (const char* words : {"", "-5", "'-5", "''=1", "'s morgens", "'", "a;\"b\";\nc", "\r=x", "@", "été"}) {
    const std::string line = "x;" + one_cell(words);
    CsvReader reader(line, ';');
    const auto record = reader.next();
    REQUIRE(record.has_value());
    CHECK(without_guard(record->fields.at(1)) == words);
  }
}

TEST_CASE("numbers have a decimal comma and nothing else, days and moments are ISO 8601") {
  constexpr std::int64_t kLarge = 1'234'567;
  CsvFile file("n;t;c;d");
  file.number(kLarge).number(-5).thousandths(2'500).thousandths(-2'050).thousandths(kLarge * 1000).thousandths(0);
  file.end_line().cents(12'050).cents(-5).decimal(4.70049, 5).decimal(-0.5, 2).end_line();
  file.thousandths(std::optional<std::int64_t>()).decimal(std::nullopt, 2);
  file.decimal(std::numeric_limits<double>::infinity(), 2).day(std::nullopt).nothing().end_line();
  file.day(Day{std::chrono::year{2026} / 11 / 22}).moment(Instant{std::chrono::milliseconds{1'795'347'900'500}});
  CHECK(file.end_line().lines() ==
        "n;t;c;d\r\n1234567;-5;2,5;-2,05;1234567;0\r\n120,50;-0,05;4,70049;-0,50\r\n;;;;\r\n"
        "2026-11-22;2026-11-22 12:45:00\r\n");
}

TEST_CASE("a download says what it is and has the mark of UTF-8") {
  const Response answer = csv_download("people.csv", CsvFile(std::vector<std::string>{"a", "b;c"}).lines());
  CHECK(answer.content_type == "text/csv; charset=utf-8");
  CHECK(answer.body ==
        "\xEF\xBB\xBF"
        "a;\"b;c\"\r\n");
  CHECK(answer.headers.back().second == "attachment; filename=\"people.csv\"");
}
