#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "both_stores.h"
#include "importing.h"

using namespace kringwerk;
using namespace kringwerk::exchange;
using namespace kringwerk::contracts;
using storage::Connection;
using storage::Database;

TEST_CASE("organisations come in once, and an undo takes them out") {
  for_each_migrated_store([](Database& database) {
    Importing importing(database);
    const std::string before = contents(database);
    const auto first = importing.import(ImportKind::organisations, kOrganisations);
    CHECK(counts_of(first) == "2 0 0 0 2 ");
    CHECK(first->held_back.find("buiten het gebied") != std::string::npos);
    const std::string with_them = contents(database);
    CHECK(with_them != before);
    const auto second = importing.import(ImportKind::organisations, kOrganisations);
    CHECK(counts_of(second) == "0 0 2 0 2 ");
    CHECK(contents(database) == with_them);
    const auto changed = importing.import(ImportKind::organisations,
                                          "nr;naam;soort;gemeente;website\n1;De Maker;bedrijf;Leuven;anders.example\n");
    CHECK(counts_of(changed) == "0 1 0 0 0 ");
    CHECK(contents(database).find("an@maker.example") != std::string::npos);
    CHECK(rule_of(importing.undo(*first)) == "exchange.undo_changed");
    CHECK(importing.undo(*changed).has_value());
    CHECK(contents(database) == with_them);
    CHECK(importing.undo(*first).has_value());
    CHECK(contents(database) == before);
    CHECK_FALSE(importing.undo(*first).has_value());
  });
}

TEST_CASE("a row that may be an organisation of the network waits, merges or comes in, as decided") {
  for_each_migrated_store([](Database& database) {
    Importing importing(database);
    REQUIRE(importing.import(ImportKind::organisations, kOrganisations).has_value());
    const std::string alike = "naam;soort;gemeente;website\nMaker en zonen;bedrijf;Leuven;www.maker.example\n";
    CHECK(counts_of(importing.import(ImportKind::organisations, alike)) == "0 0 0 1 0 ");
    CHECK(counts_of(importing.import(ImportKind::organisations, alike, {{2, {RowChoice::skip, 0}}})) == "0 0 0 1 0 ");
    const auto made = importing.import(ImportKind::organisations, alike, {{2, {RowChoice::create, 0}}});
    CHECK(counts_of(made) == "1 0 0 0 0 ");
    REQUIRE(importing.undo(*made).has_value());
    const auto known = database.read([](Connection& connection) {
      auto rows = connection.query("SELECT organisation_id FROM organisation WHERE name = 'De Nieuwe Maker'");
      rows.next();
      return rows.int64(0);
    });
    CHECK(counts_of(importing.import(ImportKind::organisations, alike, {{2, {RowChoice::merge, known}}})) ==
          "0 1 0 0 0 ");
    // The same enterprise number, without the number of one's own: the same organisation.
    CHECK(counts_of(importing.import(ImportKind::organisations,
                                     "naam;soort;gemeente;kbo\nStad;lokaal bestuur;Leuven;BE0207521503\n")) ==
          "0 0 1 0 0 ");
  });
}

TEST_CASE("capabilities and streams come in once, streams of companies as drafts, and an undo takes them out") {
  for_each_migrated_store([](Database& database) {
    Importing importing(database);
    const auto organisations = importing.import(ImportKind::organisations, kOrganisations);
    REQUIRE(organisations.has_value());
    const std::string before = contents(database);
    const std::string capabilities =
        "organisatie;naam;bewerking;materialen;kg per week\nDe Nieuwe Maker;Sorteren;sorteren;hout;1.800\n"
        "Niemand;X;sorteren;hout;5\nDe Nieuwe Maker;Y;vliegen;steen der wijzen;-5\n";
    const auto able = importing.import(ImportKind::capabilities, capabilities);
    CHECK(counts_of(able) == "1 0 0 0 2 ");
    CHECK(counts_of(importing.import(ImportKind::capabilities, capabilities)) == "0 0 1 0 2 ");
    const std::string streams =
        "bedrijf;wat;hoeveelheid;eenheid;ritme;gemeente;e-mail;vanaf\n"
        "De Nieuwe Maker;houten pallets;1,5;ton;maand;Leuven;an@maker.example;21 nov 2026\n"
        "Onbekend bedrijf;hout;;;;Leuven;jo@bedrijf.example;\n"
        "Zonder adres;hout;;;;Leuven;;\n";
    const auto flows = importing.import(ImportKind::streams, streams);
    CHECK(counts_of(flows) == "2 0 0 0 1 ");
    CHECK(contents(database).find("|draft|houten pallets|an@maker.example|1") != std::string::npos);
    CHECK(rows_in(database, "stream_row") == 0);
    CHECK(rows_in(database, "stream_on_behalf") == 2);
    CHECK(rows_in(database, "outbox_mail") == 0);
    CHECK(counts_of(importing.import(ImportKind::streams, streams)) == "0 0 2 0 1 ");
    CHECK(rule_of(importing.undo(*organisations)) == "exchange.undo_in_use");
    CHECK(importing.undo(*flows).has_value());
    CHECK(importing.undo(*able).has_value());
    CHECK(contents(database) == before);
  });
}

TEST_CASE("a permit in a table counts by its name, and other words stay") {
  for_each_migrated_store([](Database& database) {
    Importing importing(database);
    REQUIRE(importing.import(ImportKind::organisations, kOrganisations).has_value());
    const auto able =
        importing.import(ImportKind::capabilities,
                         "organisatie;naam;bewerking;materialen;kg per week;vergunningen\n"
                         "De Nieuwe Maker;Sorteren;sorteren;hout;1.800;Gevaarlijk houtafval, eigen papier\n");
    CHECK(counts_of(able) == "1 0 0 0 0 ");
    const auto permits = database.read([](storage::Connection& connection) {
      auto rows = connection.query("SELECT permits FROM capability WHERE name_nl = 'Sorteren'");
      return rows.next() ? rows.get<std::string>(0) : std::string();
    });
    CHECK(permits == "hazardous-hout;eigen papier");
  });
}

TEST_CASE("import, then undo, leaves nothing whatever the table says") {
  for_each_migrated_store([](Database& database) {
    Importing importing(database);
    REQUIRE(importing.import(ImportKind::organisations, kOrganisations).has_value());
    CHECK(rc::check([&] {
      std::string table = "nr;naam;soort;gemeente;kbo;website;e-mail;opmerking\n";
      const int lines = *rc::gen::inRange(1, 8);
      for (int i = 0; i < lines; ++i) {
        table += *rc::gen::element<std::string>("", "", "1", "2", "9") + ";";
        table += *rc::gen::element<std::string>("De Nieuwe Maker", "Stad", "Nieuw", "Ander", "") + ";";
        table += *rc::gen::element<std::string>("bedrijf", "lokaal bestuur", "raar") + ";";
        table += *rc::gen::element<std::string>("Leuven", "3000", "Gent") + ";";
        table += *rc::gen::element<std::string>("", "0207521503", "0566.988.259", "12") + ";";
        table += *rc::gen::element<std::string>("", "maker.example", "x.example") + ";;\"a, 'b'\n\"\n";
      }
      const std::string before = contents(database);
      const auto batch = importing.import(ImportKind::organisations, table);
      RC_ASSERT(batch.has_value());
      RC_ASSERT(importing.undo(*batch).has_value());
      RC_ASSERT(contents(database) == before);
    }));
  });
}
