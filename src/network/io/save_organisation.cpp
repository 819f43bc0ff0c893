#include "network/io/save_organisation.h"

#include <string>

#include "base/word_list.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using storage::Connection;

std::optional<double> lon_of(const OrganisationRecord& record) {
  return record.position ? std::optional<double>{record.position->lon} : std::nullopt;
}

std::optional<double> lat_of(const OrganisationRecord& record) {
  return record.position ? std::optional<double>{record.position->lat} : std::nullopt;
}

std::optional<std::string> nis_of(const OrganisationRecord& record) {
  return record.nis ? std::optional<std::string>{record.nis->code} : std::nullopt;
}

std::string_view key_of_basis(KindBasis basis) {
  return kKindBasisKeys[static_cast<std::size_t>(basis)];
}

void insert_parts(Connection& transaction, const OrganisationRecord& record) {
  for (const std::string& sector : record.sectors)
    transaction.execute("INSERT INTO organisation_sector VALUES (?1, ?2)", record.id, sector);
  if (!record.email.empty())
    transaction.execute("INSERT INTO organisation_contact VALUES (?1, ?2)", record.id, record.email);
}

}  // namespace

void insert_organisation(Connection& transaction, const OrganisationRecord& record, Instant now) {
  transaction.execute(
      "INSERT INTO organisation (organisation_id, organisation_key, name, name_sort, kind, kind_basis, "
      "enterprise_number, nis, lon_degrees, lat_degrees, website, languages, is_example, note, source_key, "
      "created_at_ms, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, ?13, ?14, ?15, 1)",
      record.id, "id-" + record.id.text(), record.name, text::sort_key(Language::nl, record.name), key_of(record.kind),
      key_of_basis(record.kind_basis), record.enterprise_number, nis_of(record), lon_of(record), lat_of(record),
      record.website, join_list(record.languages), record.note, record.source, now);
  insert_parts(transaction, record);
}

void update_organisation(Connection& transaction, const OrganisationRecord& record) {
  transaction.execute(
      "UPDATE organisation SET name = ?2, name_sort = ?3, kind = ?4, kind_basis = ?5, enterprise_number = ?6, "
      "nis = ?7, lon_degrees = ?8, lat_degrees = ?9, website = ?10, languages = ?11, note = ?12, source_key = ?13, "
      "version = version + 1 WHERE organisation_id = ?1",
      record.id, record.name, text::sort_key(Language::nl, record.name), key_of(record.kind),
      key_of_basis(record.kind_basis), record.enterprise_number, nis_of(record), lon_of(record), lat_of(record),
      record.website, join_list(record.languages), record.note, record.source);
  transaction.execute("DELETE FROM organisation_sector WHERE organisation_id = ?1", record.id);
  transaction.execute("DELETE FROM organisation_contact WHERE organisation_id = ?1", record.id);
  insert_parts(transaction, record);
}

}  // namespace kringwerk::network
