#include "base/ensure.h"
#include "base/word_list.h"
#include "network/image_reader.h"
#include "network/io/fact_notes.h"
#include "network/io/list_version.h"
#include "network/io/revised_kind.h"
#include "network/io/save_organisation.h"
#include "network/organisation_edit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

FactRow value_row(std::string value) {
  return {{"value", std::move(value)}};
}

/// Its own row; answers the key of its source.
std::optional<std::string> read_own_row(Connection& connection, std::int64_t id, RevisedNow& now) {
  Rows rows = connection.query(
      "SELECT o.name, o.kind, o.kind_basis, o.enterprise_number, o.nis, o.lon_degrees, o.lat_degrees, o.website, "
      "o.languages, o.is_example, o.source_key, o.version, COALESCE(d.other_names, ''), COALESCE(d.opening_hours, '') "
      "FROM organisation o LEFT JOIN organisation_detail d ON d.organisation_id = o.organisation_id WHERE "
      "o.organisation_id = ?1",
      id);
  if (!rows.next()) return std::nullopt;
  now.title = rows.get<std::string>(0);
  now.is_example = rows.get<bool>(9);
  now.version = rows.int64(11);
  now.image.add("name", value_row(now.title));
  now.image.add("kind", {{"value", rows.get<std::string>(1)}, {"basis", rows.get<std::string>(2)}});
  now.image.add("kbo", value_row(std::string(rows.text(3))));
  FactRow place = value_row(std::string(rows.text(4)));
  if (!rows.is_null(5) && !rows.is_null(6)) place["at"] = position_text({rows.float64(5), rows.float64(6)});
  now.image.add("place", std::move(place));
  now.image.add("website", value_row(rows.get<std::string>(7)));
  now.image.add("languages", value_row(rows.get<std::string>(8)));
  now.image.add("other_names", value_row(rows.get<std::string>(12)));
  now.image.add("hours", value_row(rows.get<std::string>(13)));
  return rows.get<std::string>(10);
}

void read_sectors(Connection& connection, std::int64_t id, RecordImage& image) {
  std::vector<std::string> sectors;
  Rows rows = connection.query("SELECT sector FROM organisation_sector WHERE organisation_id = ?1 ORDER BY sector", id);
  while (rows.next()) sectors.push_back(rows.get<std::string>(0));
  image.add("sectors", value_row(join_list(sectors)));
}

void read_dated(Rows rows, std::string_view field, const std::string& column, RecordImage& image) {
  while (rows.next()) {
    image.add(field, {{column, rows.get<std::string>(0)},
                      {"from", std::string(rows.text(1))},
                      {"to", std::string(rows.text(2))},
                      {"source", rows.get<std::string>(3)}});
  }
}

void read_sites(Connection& connection, std::int64_t id, RecordImage& image) {
  Rows rows = connection.query(
      "SELECT name, address, nis, position, opening_hours, establishment_number, source_key FROM organisation_site "
      "WHERE organisation_id = ?1 ORDER BY list_order",
      id);
  while (rows.next()) {
    image.add("sites", {{"name", rows.get<std::string>(0)},
                        {"address", rows.get<std::string>(1)},
                        {"nis", std::string(rows.text(2))},
                        {"at", rows.get<std::string>(3)},
                        {"hours", rows.get<std::string>(4)},
                        {"establishment", rows.get<std::string>(5)},
                        {"source", rows.get<std::string>(6)}});
  }
}

/// The hubs it is a member of on that day, and those in whose area it lies.
std::vector<std::int64_t> hubs_of(Connection& connection, std::int64_t id, Day today) {
  std::vector<std::int64_t> hubs;
  Rows rows = connection.query(
      "SELECT hub_id FROM membership WHERE organisation_id = ?1 AND (from_on IS NULL OR from_on <= ?2) AND (to_on IS "
      "NULL OR to_on >= ?2) UNION SELECT a.hub_id FROM hub_area a JOIN organisation o ON o.nis = a.nis WHERE "
      "o.organisation_id = ?1",
      id, today);
  while (rows.next()) hubs.push_back(rows.int64(0));
  return hubs;
}

std::optional<std::string> text_of(const std::optional<Nis>& nis) {
  return nis ? std::optional<std::string>{nis->code} : std::nullopt;
}

void save_lists(Connection& transaction, OrganisationId id, const OrganisationDraft& draft) {
  for (const char* table : {"organisation_sector", "recognition", "organisation_permit", "organisation_site"})
    transaction.execute(std::string("DELETE FROM ") + table + " WHERE organisation_id = ?1", id);
  for (const std::string& sector : draft.sectors)
    transaction.execute("INSERT INTO organisation_sector VALUES (?1, ?2)", id, sector);
  for (const Recognition& row : draft.recognitions)
    transaction.execute("INSERT INTO recognition VALUES (?1, ?2, ?3, ?4, ?5)", id, row.kind, row.period.from,
                        row.period.to, row.source);
  for (const DeclaredPermit& row : draft.permits)
    transaction.execute("INSERT INTO organisation_permit VALUES (?1, ?2, ?3, ?4, ?5)", id, row.permit, row.period.from,
                        row.period.to, row.source);
  std::int64_t order = 0;
  for (const OrganisationSite& site : draft.sites)
    transaction.execute("INSERT INTO organisation_site VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", id, ++order,
                        site.name, site.address, text_of(site.nis),
                        site.position ? position_text(*site.position) : std::string(), site.hours, site.establishment,
                        site.source);
}

void save_own_row(Connection& transaction, OrganisationId id, const OrganisationDraft& draft) {
  const auto lon = draft.position ? std::optional<double>{draft.position->lon} : std::nullopt;
  const auto lat = draft.position ? std::optional<double>{draft.position->lat} : std::nullopt;
  transaction.execute(
      "UPDATE organisation SET name = ?2, name_sort = ?3, kind = ?4, kind_basis = ?5, enterprise_number = ?6, nis = "
      "?7, lon_degrees = ?8, lat_degrees = ?9, website = ?10, languages = ?11, version = version + 1 WHERE "
      "organisation_id = ?1",
      id, draft.name, text::sort_key(Language::nl, draft.name), key_of(draft.kind),
      kKindBasisKeys[static_cast<std::size_t>(draft.kind_basis)], draft.enterprise_number, text_of(draft.nis), lon, lat,
      draft.website, join_list(draft.languages));
  transaction.execute("DELETE FROM organisation_detail WHERE organisation_id = ?1", id);
  if (!draft.other_names.empty() || !draft.hours.empty())
    transaction.execute("INSERT INTO organisation_detail VALUES (?1, ?2, ?3)", id, draft.other_names, draft.hours);
}

bool is_there(Connection& connection, OrganisationId id) {
  return connection.query("SELECT 1 FROM organisation WHERE organisation_id = ?1", id).next();
}

class RevisedOrganisation : public RevisedKind {
 public:
  const EditShape& shape() const override { return organisation_shape(); }
  std::string path() const override { return "/organisations"; }

  std::optional<RevisedNow> load(Connection& connection, std::int64_t id, Day today) const override {
    RevisedNow now;
    const auto source = read_own_row(connection, id, now);
    if (!source) return std::nullopt;
    read_sectors(connection, id, now.image);
    read_sites(connection, id, now.image);
    read_dated(connection.query("SELECT kind, from_on, to_on, source_key FROM recognition WHERE organisation_id = ?1 "
                                "ORDER BY kind, from_on, to_on",
                                id),
               "recognitions", "kind", now.image);
    read_dated(connection.query("SELECT permit, from_on, to_on, source_key FROM organisation_permit WHERE "
                                "organisation_id = ?1 ORDER BY permit",
                                id),
               "permits", "permit", now.image);
    add_fact_notes(connection, {shape(), id}, *source, now.image);
    now.record = {"organisation", id, hubs_of(connection, id, today)};
    return now;
  }

  Result<RecordImage> check(Connection& connection, const RecordImage& image, std::int64_t id, Day) const override {
    auto read = read_organisation(image);
    if (!read) return read.error();
    if (read->draft.enterprise_number) {
      Rows rows =
          connection.query("SELECT name FROM organisation WHERE enterprise_number = ?1 AND organisation_id <> ?2",
                           *read->draft.enterprise_number, id);
      if (rows.next())
        return Invalid{{Violation{"network.kbo_taken", "kbo-0-value", {{"name", rows.get<std::string>(0)}}}}};
    }
    return std::move(read->image);
  }

  void save(Connection& transaction, std::int64_t number, const RecordImage& image, Instant now) const override {
    const auto read = read_organisation(image);
    ensure(read.has_value(), "an image is checked before it is kept");
    const OrganisationId id{number};
    // Sources stand before facts that name them.
    save_fact_notes(transaction, {shape(), number}, image);
    if (!is_there(transaction, id)) {
      OrganisationRecord made;
      made.id = id;
      made.name = read->draft.name;
      made.source = image.value("name", "source");
      insert_organisation(transaction, made, now);
    }
    save_own_row(transaction, id, read->draft);
    save_lists(transaction, id, read->draft);
    // Place, permits and kind decide on chains: what is kept in memory looks at everything anew.
    raise_list_version(transaction);
  }
};

}  // namespace

const RevisedKind& organisation_kind() {
  static const RevisedOrganisation kKind;
  return kKind;
}

}  // namespace kringwerk::network
