#include <doctest/doctest.h>

#include <map>

#include "both_stores.h"
#include "exchange/io/batch_store.h"
#include "exchange/io/given_table.h"
#include "exchange/io/import_run.h"
#include "importing.h"
#include "web/csv_file.h"
#include "whole_site.h"

/// A list that somebody took along, kept in a spreadsheet and brings in again says what it said.

using namespace kringwerk;
using namespace kringwerk::exchange;
using contracts::WholeSite;
using storage::Connection;
using storage::Database;

namespace {

std::string body_of(const std::string& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

/// The list of all streams with the one column that no public list has: whose they are.
std::string list_with_company(WholeSite& site, Language language) {
  const std::string answer = site.get("/" + std::string(language_code(language)) + "/map/list.csv", "");
  REQUIRE(answer.find("Content-Type: text/csv; charset=utf-8") != std::string::npos);
  const auto given = read_given(body_of(answer), "");
  REQUIRE(given.has_value());
  CHECK(given->notation == Language::nl);
  auto sheet = read_sheet(given->content);
  REQUIRE(sheet.has_value());
  sheet->header.emplace_back("bedrijf");
  const std::string owner = site.database().read([](Connection& connection) {
    auto rows = connection.query("SELECT MIN(name) FROM organisation WHERE name LIKE 'Voorbeeld%'");
    rows.next();
    return rows.get<std::string>(0);
  });
  web::CsvFile file(sheet->header);
  for (const SheetRow& row : sheet->rows) file.texts(row.cells).text(owner).end_line();
  return file.lines();
}

ImportScope operator_of(const WholeSite& site, Language language) {
  const site::Services& services = site.services();
  return {std::nullopt, "", {}, access::Actor::program(), language, services.now(), services.texts, services.new_id};
}

Result<ImportBatch> bring_in(WholeSite& site, Language language, const std::string& table) {
  ImportBatch batch;
  batch.id = site.services().make_id<BatchTag>();
  batch.kind = ImportKind::streams;
  batch.made_at = site.now();
  take_over(batch, read_given(table, "").value());
  const ImportScope scope = operator_of(site, language);
  return site.database().write([&](Connection& transaction) -> Result<ImportBatch> {
    batch.columns = first_columns(transaction, batch, read_sheet(batch.content).value());
    insert_batch(transaction, batch);
    const auto plan = plan_batch(transaction, batch, scope);
    for (const PlannedRow& row : plan->rows) {
      INFO(row.title << ": " << reason_of(row, batch.kind, scope.texts, language));
      CHECK(row.step != RowStep::faulty);
      if (row.step == RowStep::held) batch.choices[row.line] = {RowChoice::create, 0};
    }
    return run_batch(transaction, batch, scope, [](const access::Deed&) {});
  });
}

/// What a file of the list tells of each stream, by its number.
std::map<std::string, std::string> told(Database& database, const std::string& of) {
  return database.read([&](Connection& connection) {
    std::map<std::string, std::string> facts;
    auto rows = connection.query(
        "SELECT s.stream_id, s.kind, s.resource, s.material_id, s.nis, s.amount_thousandths, s.unit, s.rhythm, "
        "s.available_from_on, s.available_to_on, COALESCE(i.external_key, '') FROM stream s LEFT JOIN import_identity "
        "i "
        "ON i.record = 'stream' AND i.record_id = s.stream_id WHERE " +
        of);
    while (rows.next()) {
      const std::string key = rows.get<std::string>(10);
      std::string fact;
      for (const int column : {1, 2, 3, 4, 6, 7})
        fact += rows.get<std::optional<std::string>>(column).value_or("-") + "|";
      fact += std::to_string(rows.get<std::optional<std::int64_t>>(5).value_or(-1));
      for (const int column : {8, 9}) fact += "|" + rows.get<std::optional<std::string>>(column).value_or("-");
      facts[key.empty() ? id_text(rows.int64(0)) : key] = fact;
    }
    return facts;
  });
}

}  // namespace

TEST_CASE("a list that was taken along comes in again as it was, in each language") {
  contracts::for_each_store([](Database& database) {
    WholeSite site(database);
    const auto before = told(database, "s.source_key <> 'imported'");
    for (const Language language : kLanguages) {
      INFO(language_code(language));
      const auto batch = bring_in(site, language, list_with_company(site, language));
      REQUIRE(batch.has_value());
      CHECK(batch->counts.of(RowStep::create) > 100);
      const auto after = told(database, "s.source_key = 'imported'");
      CHECK(static_cast<std::int64_t>(after.size()) == batch->counts.of(RowStep::create));
      for (const auto& stream : after) {
        INFO(stream.first);
        CHECK(stream.second == before.at(stream.first));
      }
      const auto undone = database.write([&](Connection& transaction) {
        return undo_batch(transaction, *batch, UndoReach::all_or_nothing, site.now(), [](const access::Deed&) {});
      });
      CHECK(undone.has_value());
    }
  });
}
