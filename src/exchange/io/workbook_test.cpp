#include "exchange/io/workbook.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <zip.h>

#include <fstream>
#include <sstream>

#include "exchange/io/given_table.h"
#include "exchange/io/row_reader.h"

using namespace kringwerk;
using namespace kringwerk::exchange;

namespace {

std::string fixture() {
  std::ifstream stream(std::string(KW_SOURCE_DIR) + "/tests/contracts/files/streams.xlsx", std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

std::string rule_of(const Result<WorkbookSheet>& read) {
  return read ? "" : std::get<Invalid>(read.error()).violations.at(0).rule;
}

/// A workbook of one sheet with this text as its XML.
std::string workbook_of(const std::string& sheet) {
  zip_error_t error;
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  zip_source_keep(target);
  const std::string relations = R"(<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>)";
  const std::string book = R"(<workbook xmlns:r="x"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>)";
  for (const auto& [name, text] : {std::pair<const char*, const std::string&>{"xl/_rels/workbook.xml.rels", relations},
                                   {"xl/workbook.xml", book},
                                   {"xl/worksheets/s.xml", sheet}}) {
    zip_file_add(archive, name, zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_OVERWRITE);
  }
  zip_close(archive);
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

}  // namespace

TEST_CASE("a workbook is read as its sheet shows it") {
  const auto given = read_given(fixture(), "");
  REQUIRE(given.has_value());
  CHECK(given->other_sheets == std::vector<std::string>{"Uitleg"});
  const auto sheet = read_sheet(given->content);
  REQUIRE(sheet.has_value());
  CHECK(sheet->header == std::vector<std::string>{"Bedrijf", "Wat", "Adres Gemeente", "Adres Straat", "Hoeveelheid",
                                                  "Beschikbaar vanaf", "E-mail"});
  REQUIRE(sheet->rows.size() == 2);
  CHECK(sheet->rows[0].line == 3);
  CHECK(sheet->rows[0].cells == std::vector<std::string>{"Drukkerij Nieuw", "houten pallets", "3000", "", "1250,5",
                                                         "2026-11-21", "druk@bedrijf.example"});
  CHECK(sheet->rows[1].line == 5);
  CHECK(sheet->rows[1].cells[0] == "Bakkerij \"De Korst\"");
}

TEST_CASE("a sheet is chosen by name or number") {
  CHECK(read_workbook(fixture(), "uitleg")->content == "niets\n");
  CHECK(read_workbook(fixture(), "2")->content == "niets\n");
  CHECK(rule_of(read_workbook(fixture(), "3")) == "exchange.sheet_missing");
}

TEST_CASE("inline strings, truth values and prefixes are understood") {
  const auto read = read_workbook(
      workbook_of(
          R"(<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:r><x:t>Na</x:t>)"
          R"(</x:r><x:r><x:t>am</x:t></x:r></x:is></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v>)"
          R"(</x:c><x:c><x:v>0.30000000000000004</x:v></x:c></x:row></x:sheetData></x:worksheet>)"),
      "");
  REQUIRE(read.has_value());
  CHECK(read->content == "Naam\t1\t\t0,3\n");
}

TEST_CASE("what is no workbook, and what unpacks to too much, is said") {
  CHECK(rule_of(read_workbook("PK\x03\x04 nothing", "")) == "exchange.not_a_workbook");
  CHECK(rule_of(read_workbook(workbook_of("<worksheet><sheetData>"), "")) == "exchange.not_a_workbook");
  const std::string bomb = workbook_of("<worksheet>" + std::string(80U << 20U, ' ') + "</worksheet>");
  CHECK(bomb.size() < 1'000'000);
  CHECK(rule_of(read_workbook(bomb, "")) == "exchange.workbook_too_large");
  CHECK(rule_of(read_workbook(workbook_of(R"(<worksheet><sheetData><row r="1000000"><c><v>1</v></c></row></sheetData>)"
                                          "</worksheet>"),
                              "")) == "exchange.too_many_rows");
}

TEST_CASE("a damaged workbook gives a table or a finding") {
  const std::string whole = fixture();
  CHECK(rc::check([&] {
    std::string bytes = whole;
    const int faults = *rc::gen::inRange(1, 20);
    for (int i = 0; i < faults; ++i)
      bytes[*rc::gen::inRange<std::size_t>(4, bytes.size())] = *rc::gen::arbitrary<char>();
    if (*rc::gen::arbitrary<bool>()) bytes.resize(*rc::gen::inRange<std::size_t>(4, bytes.size()));
    const auto given = read_given(bytes, "");
    if (!given) RC_ASSERT(!std::get<Invalid>(given.error()).violations.empty());
  }));
}

TEST_CASE("numbers, choices and lists of a row") {
  const SheetRow row{7, {"1.250,5", "0,3333333333", "-5", "'-5,00", "21 nov 2026", "Hout; hout/ papier ,"}};
  const ColumnFields columns{"amount", "rounded", "below", "price", "from", "list"};
  RowReader reader(row, columns, web::Pairs{}, Language::nl);
  CHECK(reader.thousandths("amount") == 1'250'500);
  CHECK(reader.thousandths("rounded") == 333);
  CHECK_FALSE(reader.thousandths("below").has_value());
  CHECK(reader.euros("price") == Money::cents(-500));
  CHECK(day_text(reader.day("from").value()) == "2026-11-21");
  CHECK(reader.list("list") == std::vector<std::string>{"Hout", "hout", "papier"});
  REQUIRE(reader.findings().size() == 1);
  CHECK(reader.findings()[0].rule == "exchange.number_below_zero");
  RowReader english({1, {"1,250.5"}}, {"amount"}, web::Pairs{}, Language::en);
  CHECK(english.thousandths("amount") == 1'250'500);
}
