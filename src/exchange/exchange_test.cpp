#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "base/image_text.h"
#include "exchange/import_batch.h"
#include "exchange/import_fields.h"
#include "exchange/import_plan.h"
#include "exchange/sheet.h"
#include "exchange/sheet_grid.h"
#include "exchange/text_encoding.h"
#include "exchange/typed_day.h"

using namespace kringwerk;
using namespace kringwerk::exchange;

TEST_CASE("a file becomes UTF-8 whatever spreadsheet saved it") {
  const std::string cafe = "Caf\xC3\xA9 \xE2\x82\xAC";
  CHECK(as_utf8(cafe) == cafe);
  CHECK(as_utf8("\xEF\xBB\xBF" + cafe) == cafe);
  CHECK(as_utf8("Caf\xE9 \x80") == cafe);
  CHECK(as_utf8(std::string("\xFF\xFE"
                            "C\0a\0f\0\xE9\0 \0\xAC\x20",
                            14)) == cafe);
  CHECK(as_utf8(std::string("\xFE\xFF"
                            "\0C\0a\0f\0\xE9\0 \x20\xAC",
                            14)) == cafe);
  CHECK(as_utf8(std::string("a\0b", 3)) == "ab");
  CHECK(rc::check("and is always well-formed", [](const std::string& bytes) {
    const std::string text = as_utf8(bytes);
    RC_ASSERT(as_utf8(text) == text);
    RC_ASSERT(text.find('\0') == std::string::npos);
  }));
}

TEST_CASE("the columns of a text are found") {
  CHECK(guess_delimiter("naam;plaats,kbo\n") == ';');
  CHECK(guess_delimiter("name,place\n1;2;3") == ',');
  CHECK(guess_delimiter("\n\nnaam\tplaats; kbo\n") == '\t');
  CHECK(guess_delimiter("\"a,b,c\";d\n") == ';');
  CHECK(guess_delimiter("naam") == ';');
  CHECK(guess_delimiter("Lijst van de hub, november\n\nNaam\tPlaats\nA\tGent\n") == '\t');
  CHECK(guess_delimiter("Lijst\nname,place\n") == ',');
}

TEST_CASE("a table is read below its title, with its own line numbers") {
  const auto sheet = read_sheet("Lijst van bedrijven;;\r\n\r\nNaam;Plaats;\r\nA;Leuven;\r\n;;\r\n\"B\r\nC\";Gent\r\n");
  REQUIRE(sheet.has_value());
  CHECK(sheet->header == std::vector<std::string>{"Naam", "Plaats", ""});
  REQUIRE(sheet->rows.size() == 2);
  CHECK(sheet->rows[0].line == 4);
  CHECK(sheet->rows[1].line == 6);
  CHECK(sheet->rows[1].cells == std::vector<std::string>{"B\r\nC", "Gent", ""});
}

TEST_CASE("pasted cells may hold quotes, a file with a misplaced one is refused") {
  const auto pasted = read_sheet("Naam\tPlaats\n\"De Hoek\" bvba\tLeuven\n");
  REQUIRE(pasted.has_value());
  CHECK(pasted->rows[0].cells[0] == "\"De Hoek\" bvba");
  const auto file = read_sheet("Naam;Plaats\n\"De Hoek\" bvba;Leuven\n");
  REQUIRE_FALSE(file.has_value());
  CHECK(std::get<Invalid>(file.error()).violations[0].rule == "exchange.malformed");
  CHECK(std::get<Invalid>(read_sheet(" ;\n").error()).violations[0].rule == "exchange.nothing_given");
  std::string many = "a;b\n";
  for (std::size_t i = 0; i <= kMostRows; ++i) many += "1;2\n";
  CHECK(std::get<Invalid>(read_sheet(many).error()).violations[0].rule == "exchange.too_many_rows");
  CHECK(std::get<Invalid>(read_sheet(std::string(kMostColumns, ';') + "x;y\n").error()).violations[0].rule ==
        "exchange.too_many_columns");
  CHECK(rc::check("any text gives a table or a finding", [](const std::string& text) {
    const auto sheet = read_sheet(text);
    if (sheet)
      for (const SheetRow& row : sheet->rows) RC_ASSERT(row.cells.size() == sheet->header.size());
  }));
}

TEST_CASE("days as people in Belgium type them") {
  const auto day = [](int y, unsigned m, unsigned d) {
    return std::optional<Day>{Day{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}}};
  };
  for (const char* typed : {"21/11/2026", "21-11-2026", "21.11.2026", "2026-11-21", "21 nov 2026", "21 November 2026",
                            "21 nov. 2026", "2026-11-21T00:00:00", "21/11/2026 00:00", "21 novembre 2026"}) {
    CAPTURE(typed);
    CHECK(read_typed_day(typed) == day(2026, 11, 21));
  }
  CHECK(read_typed_day("1er ao\xC3\xBBt 2026") == day(2026, 8, 1));
  CHECK(read_typed_day("3 mrt 2026") == day(2026, 3, 3));
  CHECK(read_typed_day("5 d\xC3\xA9"
                       "cembre 2026") == day(2026, 12, 5));
  for (const char* typed : {"", "31/2/2026", "11/21/2026", "21/11/26", "morgen", "21/11", "2026", "1/1/1/2026"}) {
    CAPTURE(typed);
    CHECK_FALSE(read_typed_day(typed).has_value());
  }
  CHECK(day_of_serial(46347) == day(2026, 11, 21));
  CHECK(day_of_serial(46347.75) == day(2026, 11, 21));
  CHECK(day_of_serial(61) == day(1900, 3, 1));
  CHECK_FALSE(day_of_serial(60).has_value());
  CHECK_FALSE(day_of_serial(1e300).has_value());
}

TEST_CASE("headers in three languages find their fields") {
  CHECK(guess_columns(ImportKind::organisations, {"naam", "gemeente", "kbo nummer", "e mail", "website", "soort"}) ==
        ColumnFields{"name", "place", "kbo", "email", "website", "kind"});
  CHECK(guess_columns(ImportKind::organisations, {"company name", "city", "vat number", "type"}) ==
        ColumnFields{"name", "place", "kbo", "kind"});
  CHECK(guess_columns(ImportKind::organisations, {"entreprise", "commune", "numero de tva", "langue"}) ==
        ColumnFields{"name", "place", "kbo", "languages"});
  CHECK(guess_columns(ImportKind::organisations, {"naam van de organisatie", "adres gemeente", "iets", "naam"}) ==
        ColumnFields{"", "place", "", "name"});
  CHECK(guess_columns(ImportKind::streams, {"bedrijf", "wat", "hoeveelheid in ton", "beschikbaar vanaf"}) ==
        ColumnFields{"company", "what", "amount", "from"});
  for (const ImportKind kind : {ImportKind::organisations, ImportKind::capabilities, ImportKind::streams}) {
    std::vector<std::string> names;
    for (const ImportField& field : fields_of(kind)) names.emplace_back(field.name);
    CHECK(guess_columns(kind, names).size() == names.size());
    CHECK(rc::check("no field twice", [&] {
      const auto headers = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(names));
      const ColumnFields columns = guess_columns(kind, headers);
      for (const ImportField& field : fields_of(kind))
        RC_ASSERT(std::count(columns.begin(), columns.end(), field.name) <= 1);
    }));
  }
}

TEST_CASE("what an undecided row becomes") {
  const std::vector<Candidate> same_number{{7, "A", "same_number", true}};
  const std::vector<Candidate> alike{{7, "A", "same_domain", false}};
  CHECK(step_for({}, {}) == ChosenStep{RowChoice::create, 0});
  CHECK(step_for(same_number, {}) == ChosenStep{RowChoice::merge, 7});
  CHECK(step_for(alike, {}) == ChosenStep{RowChoice::undecided, 0});
  CHECK(step_for(alike, {RowChoice::merge, 7}) == ChosenStep{RowChoice::merge, 7});
  CHECK(step_for(alike, {RowChoice::merge, 8}) == ChosenStep{RowChoice::undecided, 0});
  CHECK(step_for(alike, {RowChoice::create, 0}).choice == RowChoice::create);
  CHECK(step_for(same_number, {RowChoice::skip, 0}).choice == RowChoice::skip);
}

TEST_CASE("images, choices, columns and constants come back as they were kept") {
  CHECK(rc::check("images", [] {
    RecordRows image;
    const int rows = *rc::gen::inRange(0, 4);
    for (int i = 0; i < rows; ++i) {
      ImageRow row{"organisation", {}};
      row.values.emplace_back(nullptr);
      row.values.emplace_back(*rc::gen::arbitrary<std::int64_t>());
      row.values.emplace_back(static_cast<double>(*rc::gen::arbitrary<std::int64_t>()) / 7.0);
      row.values.emplace_back(*rc::gen::string<std::string>());
      image.push_back(row);
    }
    RC_ASSERT(read_image(image_text(image)) == image);
  }));
  CHECK_FALSE(read_image("organisation,x1").has_value());
  const RowChoices choices{{2, {RowChoice::merge, 77}}, {5, {RowChoice::skip, 0}}};
  CHECK(read_choices(choices_text(choices)) == choices);
  CHECK(read_choices("x,merge\n3,fly\n\n9").empty());
  const ColumnFields columns{"name", "", "place", ""};
  CHECK(read_columns(columns_text(columns)) == columns);
  const FieldConstants constants{{"kind", "a,\"b\""}};
  CHECK(read_constants(constants_text(constants)) == constants);
}

TEST_CASE("cells of a workbook become a table") {
  CHECK(read_cell_name("A1") == CellPlace{0, 0});
  CHECK(read_cell_name("AB12") == CellPlace{11, 27});
  for (const char* name : {"", "A", "1", "A0", "a1", "A1B", "XFE1", "A1048577", "ZZZZZZZZZZZZ1"})
    CHECK_FALSE(read_cell_name(name).has_value());
  CHECK_FALSE(read_cell_range("B2:A1").has_value());
  SheetGrid grid;
  grid.cells = {{{0, 0}, "Naam"},    {{0, 1}, "Adres"},           {{1, 1}, "Straat"}, {{1, 2}, "Gemeente"},
                {{2, 0}, "A \"B\""}, {{2, 2}, "Leuven\nCentrum"}, {{4, 0}, "C"}};
  grid.merged = {{{0, 0}, {1, 0}}, {{0, 1}, {0, 2}}};
  const std::string text = grid_text(grid);
  CHECK(text == "\nNaam\tAdres Straat\tAdres Gemeente\n\"A \"\"B\"\"\"\t\tLeuven Centrum\n\nC\n");
  const auto sheet = read_sheet(text);
  REQUIRE(sheet.has_value());
  CHECK(sheet->rows[0].line == 3);
  CHECK(sheet->rows[1].line == 5);
}
