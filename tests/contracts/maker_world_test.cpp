#include "maker_world.h"

#include <algorithm>
#include <map>

#include "small_site.h"
#include "storage/table_columns.h"

namespace kringwerk::contracts {

namespace {

using storage::Backend;
using storage::Connection;
using storage::Database;
using storage::Rows;

void lay_facts(Connection& transaction, std::int64_t id, const std::string& name, const std::string& source) {
  transaction.execute(
      "INSERT INTO organisation (organisation_id, organisation_key, name, name_sort, kind, kind_basis, nis, "
      "website, "
      "languages, is_example, note, source_key, created_at_ms, version) VALUES (?1, ?2, ?3, ?3, 'regular_economy', "
      "'brief', '24062', ?4, 'nl', 0, '', ?5, 1, 3)",
      id, "key-" + std::to_string(id), name, "https://maker" + std::to_string(id) + ".example", source);
  transaction.execute("INSERT INTO organisation_sector VALUES (?1, 'hout')", id);
  transaction.execute("INSERT INTO organisation_sector VALUES (?1, ?2)", id, "sector" + std::to_string(id));
  transaction.execute("INSERT INTO organisation_contact VALUES (?1, ?2)", id, std::to_string(id) + "@maker.example");
  transaction.execute("INSERT INTO recognition VALUES (?1, 'maatwerkbedrijf', NULL, NULL, ?2)", id, source);
  transaction.execute("INSERT INTO recognition VALUES (?1, 'kringloopcentrum', ?2, NULL, ?3)", id,
                      "2020-01-0" + std::to_string(id - 2600), source);
  transaction.execute("INSERT INTO organisation_permit VALUES (?1, 'asbest', ?2, NULL, ?3)", id,
                      "2021-01-0" + std::to_string(id - 2600), source);
  transaction.execute("INSERT INTO membership VALUES (8, ?1, 'partner', '2022-03-01', NULL, ?2)", id, source);
}

void lay_records(Connection& transaction, std::int64_t id, const std::string& source) {
  transaction.execute(
      "INSERT INTO capability (capability_id, capability_key, organisation_id, kind, name_nl, name_en, name_fr, "
      "min_grade, capacity_grams_per_week, free_grams_per_week, cost_cents_per_tonne, social_minutes_per_tonne, "
      "lead_days, certificates, permits, confirmed_at_ms, is_example, source_key) VALUES (?1, ?2, ?3, 'sort', "
      "'Sorteren', "
      "'', '', 0, 1000, 1000, 1, 1, 1, '', '', 1, 0, ?4)",
      id + 100, "able-" + std::to_string(id), id, source);
  transaction.execute(
      "INSERT INTO stream (stream_id, kind, state, visibility, organisation_id, accepted, typed_what, title_nl, "
      "title_en, title_fr, description_nl, description_en, description_fr, language, unit, amount_quality, rhythm, "
      "nis, packaging, transport, legal_status, waste_code, permits, retention_step, is_example, source_key, "
      "contact_email, secret_hash, created_at_ms, version) VALUES (?1, 'offer', 'open', ?2, ?3, '', 'hout', "
      "'hout', "
      "'', '', '', '', '', 'nl', 'kg', 'unknown', 'unknown', '24062', '', 'unknown', 'unknown', '', '', '', 0, ?4, "
      "'', "
      "'', 5, 1)",
      id + 200, id == kSecond ? "private" : "public", id, source);
}

void lay_links(Connection& transaction, std::int64_t id) {
  transaction.execute(
      "INSERT INTO role_grant VALUES (?1, 602, 'organisation_user', 'organisation', ?2, "
      "'2026-01-01', NULL, 'effective', NULL, NULL, 1, NULL, 1)",
      id + 300, id);
  transaction.execute(
      "INSERT INTO invitation VALUES (?1, ?2, 'x@maker.example', 'X', 'nl', 'organisation_user', "
      "'organisation', ?3, 'Maker', '2026-01-01', NULL, 601, 1, 2, NULL, NULL)",
      id + 400, "secret-" + std::to_string(id), id);
  transaction.execute("INSERT INTO import_identity VALUES (8, 'organisation', ?1, ?2)", std::to_string(id), id);
  transaction.execute(
      "INSERT INTO partner_call VALUES (?1, ?2, NULL, '', '', NULL, 'Wie?', '', '', 'nl', "
      "'2027-01-01', 'public', 'open', 602, 7, 7, 1)",
      id + 500, id);
  transaction.execute(
      "INSERT INTO introduction VALUES (?1, 'call', 'proposed', NULL, NULL, 8, NULL, 'unknown', '', "
      "601, 1, '2026-12-01', 1, 1)",
      id + 600);
  transaction.execute(
      "INSERT INTO introduction_side VALUES (?1, 'offer', NULL, ?2, 'Maker', 'a@b.example', 'nl', "
      "?3, NULL, NULL)",
      id + 600, id, "side-" + std::to_string(id));
}

}  // namespace

void lay_makers(Database& database) {
  lay_small_world(database);
  database.write([](Connection& transaction) {
    transaction.run_script(
        "INSERT INTO person VALUES (601, 'cato@hub.example', 'Cato', 'cato', 'nl', 'active', '', NULL, 1, 1);"
        "INSERT INTO person VALUES (602, 'jo@maker.example', 'Jo', 'jo', 'nl', 'active', '', NULL, 1, 1);");
    std::string source;
    {
      Rows rows = transaction.query("SELECT MIN(source_key) FROM source");
      rows.next();
      source = rows.get<std::string>(0);
    }
    const std::map<std::int64_t, std::string> names{{kFirst, "Maker"}, {kSecond, "De Maker bv"}, {kThird, "Maker vzw"}};
    for (const auto& [id, name] : names) {
      lay_facts(transaction, id, name, source);
      lay_records(transaction, id, source);
      lay_links(transaction, id);
    }
    for (const auto& [id, name] : names)
      transaction.execute("INSERT INTO partner_call_answer VALUES (?1, ?2, ?3)", kThird + 500, id, id + 600);
  });
}

std::vector<std::string> tables_of(Connection& connection) {
  std::vector<std::string> tables;
  Rows rows = connection.query(connection.backend() == Backend::sqlite
                                   ? "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
                                   : "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  while (rows.next()) tables.push_back(rows.get<std::string>(0));
  return tables;
}

std::string every_row(Database& database) {
  return database.read([](Connection& connection) {
    std::string all;
    for (const std::string& table : tables_of(connection)) {
      if (table.starts_with("organisation_merge") || table == "stream_list_version") continue;
      std::vector<std::string> lines;
      std::string columns;
      for (const storage::TableColumn& column : storage::columns_of(connection, table)) {
        if (table == "organisation" && column.name == "version") continue;
        columns += (columns.empty() ? "" : " || '|' || ") + ("COALESCE(CAST(" + column.name + " AS TEXT), '-')");
      }
      Rows rows = connection.query("SELECT " + columns.append(" FROM ").append(table));
      while (rows.next()) lines.push_back(rows.get<std::string>(0));
      std::sort(lines.begin(), lines.end());
      all += table + "\n";
      for (const std::string& line : lines) all += "  " + line + "\n";
    }
    return all;
  });
}

std::int64_t number_of(Database& database, const std::string& sql) {
  return database.read([&](Connection& connection) {
    Rows rows = connection.query(sql);
    rows.next();
    return rows.int64(0);
  });
}

}  // namespace kringwerk::contracts
