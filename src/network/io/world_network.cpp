#include "network/io/world_network.h"

#include <string>
#include <vector>

#include "base/ensure.h"
#include "base/word_list.h"
#include "network/enterprise_number.h"
#include "network/hub.h"
#include "network/io/world_fields.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::DataFolder;

void insert_sources(Connection& transaction, const DataFolder& data) {
  const CsvTable table = data.table("sources.csv", {"key", "title", "publisher", "licence", "url", "date", "note"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO source VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", table.at(row, 0), table.at(row, 1),
                        table.at(row, 2), table.at(row, 3), table.at(row, 4), table.at(row, 5), table.at(row, 6));
  }
}

void insert_municipalities(Connection& transaction, const DataFolder& data) {
  const CsvTable table =
      data.table("municipalities.csv", {"nis", "name_nl", "name_fr", "region", "province", "valid_from", "valid_to",
                                        "predecessors", "lon", "lat", "source"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string& name_nl = table.at(row, 1);
    transaction.execute("INSERT INTO municipality VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                        table.at(row, 0), name_nl, table.at(row, 2), text::folded(name_nl),
                        text::folded(table.at(row, 2)), text::sort_key(Language::nl, name_nl), table.at(row, 3),
                        table.at(row, 4), table.at(row, 5), optional_text(table.at(row, 6)), degrees(table.at(row, 8)),
                        degrees(table.at(row, 9)), table.at(row, 10));
  }
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (const std::string& predecessor : split_list(table.at(row, 7))) {
      transaction.execute("INSERT INTO municipality_predecessor VALUES (?1, ?2)", table.at(row, 0), predecessor);
    }
  }
}

void insert_postcodes(Connection& transaction, const DataFolder& data) {
  const CsvTable table = data.table("postcodes.csv", {"postcode", "place", "nis", "source"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO postcode VALUES (?1, ?2, ?3, ?4, ?5)", table.at(row, 0), table.at(row, 1),
                        text::folded(table.at(row, 1)), table.at(row, 2), table.at(row, 3));
  }
}

void insert_organisations(Connection& transaction, const DataFolder& data, const WorldPart& part, Instant now) {
  const CsvTable table =
      data.table(part.file("organisations.csv"), {"key", "name", "kind", "kind_basis", "kbo", "nis", "lon", "lat",
                                                  "website", "languages", "sectors", "example", "note", "source"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto id = OrganisationId::from_key("organisation", table.at(row, 0));
    ensure(parse_organisation_kind(table.at(row, 2)).has_value(), "organisations.csv names a known kind");
    std::optional<std::string> kbo;
    if (!table.at(row, 4).empty()) kbo = parse_enterprise_number(table.at(row, 4), "kbo").value();
    transaction.execute(
        "INSERT INTO organisation VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 1)",
        id, table.at(row, 0), table.at(row, 1), text::sort_key(Language::nl, table.at(row, 1)), table.at(row, 2),
        table.at(row, 3), kbo, optional_text(table.at(row, 5)), optional_degrees(table.at(row, 6)),
        optional_degrees(table.at(row, 7)), table.at(row, 8), table.at(row, 9), is_yes(table.at(row, 11)),
        table.at(row, 12), table.at(row, 13), now);
    for (const std::string& sector : split_list(table.at(row, 10))) {
      transaction.execute("INSERT INTO organisation_sector VALUES (?1, ?2)", id, sector);
    }
  }
}

void insert_recognitions(Connection& transaction, const DataFolder& data, const WorldPart& part) {
  const CsvTable table =
      data.table(part.file("recognitions.csv"), {"organisation", "kind", part.day_column("from", "from_days_ago"),
                                                 part.day_column("to", "to_days_ago"), "source"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO recognition VALUES (?1, ?2, ?3, ?4, ?5)",
                        OrganisationId::from_key("organisation", table.at(row, 0)), table.at(row, 1),
                        part.day(table.at(row, 2)), part.day(table.at(row, 3)), table.at(row, 4));
  }
}

void insert_permits(Connection& transaction, const DataFolder& data, const WorldPart& part) {
  const CsvTable table =
      data.table(part.file("permits.csv"), {"organisation", "permit", "from_days_ago", "to_days_ago", "source"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO organisation_permit VALUES (?1, ?2, ?3, ?4, ?5)",
                        OrganisationId::from_key("organisation", table.at(row, 0)), table.at(row, 1),
                        part.day(table.at(row, 2)), part.day(table.at(row, 3)), table.at(row, 4));
  }
}

}  // namespace

void insert_network_world(Connection& transaction, const DataFolder& data, Instant now) {
  const WorldPart brief = WorldPart::brief();
  insert_sources(transaction, data);
  insert_municipalities(transaction, data);
  insert_postcodes(transaction, data);
  insert_organisations(transaction, data, brief, now);
  insert_recognitions(transaction, data, brief);
  insert_hubs(transaction, data, brief);
  if (!data.has("world/organisations.csv")) return;
  const WorldPart example = WorldPart::example(text::brussels_day(now));
  insert_organisations(transaction, data, example, now);
  insert_recognitions(transaction, data, example);
  insert_permits(transaction, data, example);
  insert_hubs(transaction, data, example);
  insert_capabilities(transaction, data, now);
}

}  // namespace kringwerk::network
