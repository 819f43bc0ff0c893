#include "small_site.h"
#include "access/io/secrets.h"

namespace kringwerk::contracts {

namespace {

const std::string kSource = KW_SOURCE_DIR;

std::string asset_address(std::string_view name) {
  return "/static/" + std::string(name);
}

}  // namespace

SmallSite::SmallSite(storage::Database& database)
    : texts_(text::Texts::load(kSource + "/build/share/locale")),
      csrf_(std::string(32, 'k'), false),
      templates_(web::Templates::load(kSource + "/templates", texts_, asset_address)),
      services_{database,
                texts_,
                templates_,
                csrf_,
                asset_address,
                [this] { return now; },
                [this] { return ++last_id_; },
                [] {},
                land_,
                "https://kringwerk.example",
                "netwerk@kringwerk.example",
                {std::string(32, 'm'), std::string(32, 'a'), std::string(32, 'r')}} {}

void lay_small_world(storage::Database& database) {
  database.write([](storage::Connection& transaction) {
    transaction.run_script(
        "INSERT INTO source VALUES ('typed', 'Typed', '', '', '', '', '');"
        "INSERT INTO municipality VALUES ('24062', 'Leuven', 'Louvain', 'leuven', 'louvain', 'l', 'flanders', "
        "'Vlaams-Brabant', '1977-01-01', NULL, 4.7, 50.88, 'typed');"
        "INSERT INTO municipality VALUES ('44021', 'Gent', 'Gand', 'gent', 'gand', 'g', 'flanders', "
        "'Oost-Vlaanderen', '1977-01-01', NULL, 3.72, 51.05, 'typed');"
        "INSERT INTO postcode VALUES ('3000', 'Leuven', 'leuven', '24062', 'typed');"
        "INSERT INTO material VALUES ('hout', NULL, 'hout', 'hout', 'wood', 'bois', '', 'kg', 500000, NULL, '', '', 0, "
        "'typed');"
        "INSERT INTO material VALUES ('houten_pallet', 'hout', 'hout', 'houten pallet', 'wooden pallet', 'palette', "
        "'', "
        "'piece', NULL, NULL, '', '', 0, 'typed');"
        "INSERT INTO hub VALUES (8, 'hub', 1, 'Hub Leuven', 'Hub', 'Leuven', NULL, NULL, '', NULL, NULL, 0, 'typed');"
        "INSERT INTO hub_area VALUES (8, '24062', 'typed', 1, 'typed')");
  });
}

std::int64_t rows_in(storage::Database& database, const std::string& table) {
  return database.read([&](storage::Connection& connection) {
    auto rows = connection.query("SELECT COUNT(*) FROM " + table);
    rows.next();
    return rows.int64(0);
  });
}

}  // namespace kringwerk::contracts
