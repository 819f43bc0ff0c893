#include <doctest/doctest.h>

#include "both_stores.h"
#include "importing.h"

using namespace kringwerk;
using namespace kringwerk::exchange;
using namespace kringwerk::contracts;
using storage::Connection;
using storage::Database;

TEST_CASE("capabilities and streams that may be there already wait, merge or come in, as decided") {
  for_each_migrated_store([](Database& database) {
    Importing importing(database);
    REQUIRE(importing.import(ImportKind::organisations, kOrganisations).has_value());
    const std::string able = "organisatie;naam;bewerking;materialen;kg per week\nDe Nieuwe Maker;";
    REQUIRE(importing.import(ImportKind::capabilities, able + "Sorteren;sorteren;hout;1.800\n").has_value());
    const auto id_of = [&](const std::string& sql) {
      return database.read([&](Connection& connection) {
        auto rows = connection.query(sql);
        rows.next();
        return rows.int64(0);
      });
    };
    const std::string before = contents(database);
    const std::string alike = able + "Sorteeren;sorteren;hout;900\n";
    const auto waiting = importing.import(ImportKind::capabilities, alike);
    CHECK(counts_of(waiting) == "0 0 0 1 0 ");
    CHECK(waiting->held_back.find("bijna dezelfde naam") != std::string::npos);
    CHECK(contents(database) == before);
    CHECK(counts_of(importing.import(ImportKind::capabilities, alike, {{2, {RowChoice::skip, 0}}})) == "0 0 0 1 0 ");
    const auto made = importing.import(ImportKind::capabilities, alike, {{2, {RowChoice::create, 0}}});
    CHECK(counts_of(made) == "1 0 0 0 0 ");
    CHECK(counts_of(importing.import(ImportKind::capabilities, alike)) == "0 0 1 0 0 ");
    REQUIRE(importing.undo(*made).has_value());
    const std::int64_t known = id_of("SELECT capability_id FROM capability WHERE name_nl = 'Sorteren'");
    const auto merged = importing.import(ImportKind::capabilities, alike, {{2, {RowChoice::merge, known}}});
    CHECK(counts_of(merged) == "0 1 0 0 0 ");
    CHECK(counts_of(importing.import(ImportKind::capabilities, alike)) == "0 0 1 0 0 ");
    REQUIRE(importing.undo(*merged).has_value());
    CHECK(contents(database) == before);

    const std::string flow = "bedrijf;wat;gemeente;e-mail\nOnbekend bedrijf;";
    REQUIRE(importing.import(ImportKind::streams, flow + "houten pallets;Leuven;jo@b.example\n").has_value());
    const std::string misspelt = flow + "houten paletts;Leuven;jo@b.example\n";
    CHECK(counts_of(importing.import(ImportKind::streams, misspelt)) == "0 0 0 1 0 ");
    const std::int64_t stream = id_of("SELECT stream_id FROM stream WHERE typed_what = 'houten pallets'");
    CHECK(counts_of(importing.import(ImportKind::streams, misspelt, {{2, {RowChoice::merge, stream}}})) ==
          "0 1 0 0 0 ");
    CHECK(counts_of(importing.import(ImportKind::streams, misspelt)) == "0 0 1 0 0 ");
    CHECK(counts_of(importing.import(ImportKind::streams, flow + "houten palets;Leuven;jo@b.example\n",
                                     {{2, {RowChoice::create, 0}}})) == "1 0 0 0 0 ");
  });
}

TEST_CASE("a table says of what kind each stream is, in its own units; what it leaves open stays") {
  for_each_migrated_store([](Database& database) {
    Importing importing(database);
    const std::string header = "nr;bedrijf;wat;gemeente;e-mail;soort middel;hoeveelheid;eenheid;prijs;temperatuur\n";
    const std::string rows =
        "1;Warm BV;warm proceswater;Leuven;jo@b.example;warmte;12,5;kWh;0,035;65\n"
        "2;Warm BV;loods;Leuven;jo@b.example;Ruimte;250;;;\n"
        "3;Warm BV;heftruck;Leuven;jo@b.example;machine of voertuig;8;uren;;\n"
        "4;Warm BV;regen;Leuven;jo@b.example;water;3;kg;;\n"
        "5;Warm BV;iets;Leuven;jo@b.example;stof;;;;\n";
    CHECK(counts_of(importing.import(ImportKind::streams, header + rows)) == "3 0 0 0 2 ");
    const auto told = [&] {
      return database.read([](Connection& connection) {
        std::string text;
        auto found = connection.query(
            "SELECT resource, unit, amount_thousandths, unit_price_thousandths, temperature_celsius FROM stream "
            "WHERE source_key = 'imported' ORDER BY typed_what");
        while (found.next()) {
          text += found.get<std::string>(0) + " " + found.get<std::string>(1);
          for (int i = 2; i < 5; ++i)
            text += " " + std::to_string(found.get<std::optional<std::int64_t>>(i).value_or(-1));
          text += "\n";
        }
        return text;
      });
    };
    const std::string kept = "machine hour 8000 -1 -1\nspace m2 250000 -1 -1\nenergy kwh 12500 35 65\n";
    CHECK(told() == kept);
    CHECK(counts_of(importing.import(ImportKind::streams, header + rows)) == "0 0 3 0 2 ");
    const std::string fewer = "nr;bedrijf;wat;gemeente;e-mail\n1;Warm BV;warm proceswater;Leuven;jo@b.example\n";
    REQUIRE(importing.import(ImportKind::streams, fewer).has_value());
    CHECK(told().find("energy") != std::string::npos);
    CHECK(told().find(" 35 65") != std::string::npos);
  });
}

TEST_CASE("recognitions come in once, none is taken away, and an undo takes them out") {
  for_each_migrated_store([](Database& database) {
    Importing importing(database);
    REQUIRE(importing.import(ImportKind::organisations, kOrganisations).has_value());
    const std::string header = "nr;naam;soort;gemeente;erkenningen\n1;De Nieuwe Maker;bedrijf;Leuven;";
    const auto recognised = [&] { return rows_in(database, "recognition"); };
    const auto first = importing.import(ImportKind::organisations,
                                        header + "\"maatwerkbedrijf (2020-2025); kringloopcentrum vanaf 1/1/2021\"\n");
    CHECK(counts_of(first) == "0 1 0 0 0 ");
    CHECK(recognised() == 2);
    CHECK(counts_of(importing.import(ImportKind::organisations, header + "Maatwerkbedrijf 2020-2025\n")) ==
          "0 0 1 0 0 ");
    CHECK(counts_of(importing.import(ImportKind::organisations, header + "\n")) == "0 0 1 0 0 ");
    CHECK(counts_of(importing.import(ImportKind::organisations, header + "ridder\n")) == "0 0 0 0 1 ");
    CHECK(counts_of(importing.import(ImportKind::organisations, header + "maatwerkbedrijf 31/2/2020\n")) ==
          "0 0 0 0 1 ");
    CHECK(recognised() == 2);
    REQUIRE(importing.undo(*first).has_value());
    CHECK(recognised() == 0);
    const auto made = importing.import(ImportKind::organisations,
                                       "naam;soort;gemeente;erkenningen\nNieuw;bedrijf;Leuven;maatwerkbedrijf\n");
    CHECK(counts_of(made) == "1 0 0 0 0 ");
    CHECK(recognised() == 1);
    REQUIRE(importing.undo(*made).has_value());
    CHECK(recognised() == 0);
  });
}

TEST_CASE("an undo may leave what changed since, and takes back the rest") {
  for_each_migrated_store([](Database& database) {
    Importing importing(database);
    const std::string before = contents(database);
    const auto batch = importing.import(ImportKind::organisations,
                                        "naam;soort;gemeente\nEerste;bedrijf;Leuven\nTweede;bedrijf;Leuven\n");
    REQUIRE(counts_of(batch) == "2 0 0 0 0 ");
    database.write([](Connection& transaction) {
      transaction.execute("UPDATE organisation SET note = 'later', version = version + 1 WHERE name = 'Tweede'");
    });
    CHECK(rule_of(importing.undo(*batch)) == "exchange.undo_changed");
    CHECK(contents(database).find("|Eerste|") != std::string::npos);
    const auto undone = importing.undo(*batch, UndoReach::leave_changed);
    REQUIRE(undone.has_value());
    CHECK(undone->state == BatchState::undone);
    const std::string left = contents(database);
    CHECK(left.find("|Eerste|") == std::string::npos);
    CHECK(left.find("|Tweede|") != std::string::npos);
    CHECK(left.find("|later|") != std::string::npos);
    CHECK_FALSE(importing.undo(*batch, UndoReach::leave_changed).has_value());
    database.write(
        [](Connection& transaction) { transaction.execute("DELETE FROM organisation WHERE name = 'Tweede'"); });
    CHECK(contents(database) == before);
  });
}
