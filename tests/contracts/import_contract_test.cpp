#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "app/world.h"
#include "both_stores.h"
#include "exchange/io/batch_store.h"
#include "exchange/io/given_table.h"
#include "exchange/io/import_run.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::exchange;
using contracts::SmallSite;
using storage::Connection;
using storage::Database;

namespace {

/// Everything that imports may touch, row by row.
std::string contents(Database& database) {
  return database.read([](Connection& connection) {
    std::string all;
    for (const char* sql :
         {"SELECT organisation_id || '|' || name || '|' || kind || '|' || COALESCE(enterprise_number, '-') || '|' || "
          "COALESCE(nis, '-') || '|' || website || '|' || languages || '|' || note || '|' || source_key || '|' || "
          "version "
          "FROM organisation ORDER BY organisation_id",
          "SELECT organisation_id || '|' || sector FROM organisation_sector ORDER BY 1",
          "SELECT organisation_id || '|' || email FROM organisation_contact ORDER BY 1",
          "SELECT capability_id || '|' || name_nl || '|' || capacity_grams_per_week || '|' || confirmed_at_ms FROM "
          "capability ORDER BY capability_id",
          "SELECT capability_id || '|' || material FROM capability_accepts ORDER BY 1",
          "SELECT stream_id || '|' || state || '|' || typed_what || '|' || contact_email || '|' || version FROM stream "
          "ORDER BY stream_id",
          "SELECT stream_id || '|' || words FROM stream_row ORDER BY stream_id",
          "SELECT stream_id || '|' || company FROM stream_on_behalf ORDER BY stream_id",
          "SELECT hub_id || '|' || record || '|' || external_key || '|' || record_id FROM import_identity ORDER BY "
          "1"}) {
      auto rows = connection.query(sql);
      while (rows.next()) all += rows.get<std::string>(0) + "\n";
      all += "--\n";
    }
    return all;
  });
}

class Importing {
 public:
  explicit Importing(Database& database) : database_(database), site_(database) {
    contracts::lay_small_world(database);
    app::HomeFolder home(KW_SOURCE_DIR);
    database_.write([](Connection& transaction) {
      transaction.execute(
          "INSERT INTO hub_area SELECT 8, '24062', 'test', 1, source_key FROM hub WHERE hub_id = 8 "
          "ON CONFLICT DO NOTHING");
      transaction.execute(
          "INSERT INTO term VALUES ('activity_kind', 'sort', 'sorteren', 'sorting', 'tri', NULL) ON CONFLICT DO "
          "NOTHING");
      transaction.execute(
          "INSERT INTO person VALUES (601, 'cato@hub.example', 'Cato', 'cato', 'nl', 'active', '', NULL, 1, 1) ON "
          "CONFLICT DO NOTHING");
    });
  }

  ImportScope scope() {
    access::Actor actor;
    actor.kind = access::ActorKind::person;
    actor.person = access::PersonId{601};
    actor.roles = {{access::Role::coordinator, access::Scope::hub(access::ScopedHub{8})}};
    const site::Services& services = site_.services();
    return {network::HubId{8}, "hub", {"24062"}, actor, Language::nl, services.now(), services.texts, services.new_id};
  }

  Result<ImportBatch> import(ImportKind kind, const std::string& table, const RowChoices& choices = {}) {
    ImportBatch batch;
    batch.id = site_.services().make_id<BatchTag>();
    batch.hub = network::HubId{8};
    batch.kind = kind;
    batch.made_at = site_.now;
    batch.choices = choices;
    take_over(batch, read_given(table, "").value());
    const ImportScope who = scope();
    return database_.write([&](Connection& transaction) -> Result<ImportBatch> {
      batch.columns = first_columns(transaction, batch, read_sheet(batch.content).value());
      insert_batch(transaction, batch);
      return run_batch(transaction, batch, who, [](const access::Deed&) {});
    });
  }

  Result<ImportBatch> undo(const ImportBatch& batch, UndoReach reach = UndoReach::all_or_nothing) {
    return database_.write([&](Connection& transaction) {
      return undo_batch(transaction, load_batch(transaction, batch.id).value(), reach, site_.now,
                        [](const access::Deed&) {});
    });
  }

 private:
  Database& database_;
  SmallSite site_;
};

std::string counts_of(const Result<ImportBatch>& batch) {
  if (!batch) return "refused";
  std::string text;
  for (const std::int64_t number : batch->counts.by_step) text += std::to_string(number) + " ";
  return text;
}

std::string rule_of(const Result<ImportBatch>& batch) {
  const auto* invalid = batch ? nullptr : std::get_if<Invalid>(&batch.error());
  return invalid == nullptr ? "" : invalid->violations.at(0).rule;
}

const std::string kOrganisations =
    "nr;naam;soort;gemeente;kbo;website;e-mail;sectoren\n"
    "1;De Nieuwe Maker;bedrijf;Leuven;;maker.example;an@maker.example;hout, metaal\n"
    "2;Stad;lokaal bestuur;3000;0207.521.503;;;\n"
    "3;Gent BV;bedrijf;Gent;;;;\n"
    "3;Dubbel;bedrijf;Leuven;;;;\n";

}  // namespace

TEST_CASE("organisations come in once, and an undo takes them out") {
  contracts::for_each_migrated_store([](Database& database) {
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
  contracts::for_each_migrated_store([](Database& database) {
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
  contracts::for_each_migrated_store([](Database& database) {
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
    CHECK(contracts::rows_in(database, "stream_row") == 0);
    CHECK(contracts::rows_in(database, "stream_on_behalf") == 2);
    CHECK(contracts::rows_in(database, "outbox_mail") == 0);
    CHECK(counts_of(importing.import(ImportKind::streams, streams)) == "0 0 2 0 1 ");
    CHECK(rule_of(importing.undo(*organisations)) == "exchange.undo_in_use");
    CHECK(importing.undo(*flows).has_value());
    CHECK(importing.undo(*able).has_value());
    CHECK(contents(database) == before);
  });
}

TEST_CASE("import, then undo, leaves nothing whatever the table says") {
  contracts::for_each_migrated_store([](Database& database) {
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
