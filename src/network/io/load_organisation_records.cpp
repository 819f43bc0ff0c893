#include "network/io/load_organisation_records.h"

#include <algorithm>
#include <map>

#include "base/word_list.h"

namespace kringwerk::network {

namespace {

using storage::Rows;

constexpr std::string_view kSelectRecord =
    "SELECT o.organisation_id, o.name, o.kind, o.kind_basis, o.enterprise_number, o.nis, o.lon_degrees, "
    "o.lat_degrees, o.website, o.languages, o.note, o.source_key, COALESCE(c.email, '') FROM organisation o "
    "LEFT JOIN organisation_contact c ON c.organisation_id = o.organisation_id ";

OrganisationRecord read_record(const Rows& rows) {
  OrganisationRecord record;
  record.id = rows.get<OrganisationId>(0);
  record.name = rows.get<std::string>(1);
  record.kind = parse_organisation_kind(rows.text(2)).value();
  const auto basis = std::find(kKindBasisKeys.begin(), kKindBasisKeys.end(), rows.text(3));
  record.kind_basis = static_cast<KindBasis>(basis - kKindBasisKeys.begin());
  record.enterprise_number = rows.get<std::optional<std::string>>(4);
  if (!rows.is_null(5)) record.nis = Nis{rows.get<std::string>(5)};
  if (!rows.is_null(6) && !rows.is_null(7)) record.position = Point{rows.float64(6), rows.float64(7)};
  record.website = rows.get<std::string>(8);
  record.languages = split_list(rows.text(9));
  record.note = rows.get<std::string>(10);
  record.source = rows.get<std::string>(11);
  record.email = rows.get<std::string>(12);
  return record;
}

}  // namespace

std::vector<OrganisationRecord> load_organisation_records(storage::Connection& connection) {
  std::vector<OrganisationRecord> records;
  std::map<OrganisationId, std::size_t> places;
  {
    Rows rows = connection.query(std::string(kSelectRecord) + "ORDER BY o.organisation_id");
    while (rows.next()) {
      places[rows.get<OrganisationId>(0)] = records.size();
      records.push_back(read_record(rows));
    }
  }
  Rows sectors = connection.query("SELECT organisation_id, sector FROM organisation_sector ORDER BY sector");
  while (sectors.next()) {
    records[places.at(sectors.get<OrganisationId>(0))].sectors.push_back(sectors.get<std::string>(1));
  }
  return records;
}

std::optional<OrganisationRecord> load_organisation_record(storage::Connection& connection, OrganisationId id) {
  std::optional<OrganisationRecord> record;
  {
    Rows rows = connection.query(std::string(kSelectRecord) + "WHERE o.organisation_id = ?1", id);
    if (!rows.next()) return std::nullopt;
    record = read_record(rows);
  }
  Rows sectors =
      connection.query("SELECT sector FROM organisation_sector WHERE organisation_id = ?1 ORDER BY sector", id);
  while (sectors.next()) record->sectors.push_back(sectors.get<std::string>(0));
  return record;
}

}  // namespace kringwerk::network
