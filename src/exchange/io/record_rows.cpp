#include "exchange/io/record_rows.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/ensure.h"
#include "network/io/list_version.h"

namespace kringwerk::exchange {

namespace {

using storage::Connection;
using storage::Rows;
using storage::Value;

/// One table of a record. A column begins with its kind: i whole number, f real number, t text.
struct RecordTable {
  std::string_view name;
  std::string_view key;  ///< column that holds the record's id
  std::vector<std::string_view> columns;
  std::string_view extra = {};  ///< a further condition
};

/// The record's own table first.
struct RecordTables {
  std::string_view record;
  std::vector<RecordTable> tables;
  std::vector<std::string_view> users;  ///< conditions on ?1 that say that something stands on the record
};

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    found.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

RecordTable identity_table(std::string_view condition) {
  return {"import_identity", "record_id", words("ihub_id trecord texternal_key irecord_id"), condition};
}

constexpr std::string_view kOrganisationColumns =
    "iorganisation_id torganisation_key tname tname_sort tkind tkind_basis tenterprise_number tnis flon_degrees "
    "flat_degrees twebsite tlanguages iis_example tnote tsource_key icreated_at_ms iversion";
constexpr std::string_view kCapabilityColumns =
    "icapability_id tcapability_key iorganisation_id tkind tname_nl tname_en tname_fr imin_grade "
    "icapacity_grams_per_week ifree_grams_per_week imin_batch_grams imax_batch_grams icost_cents_per_tonne "
    "isocial_minutes_per_tonne ilead_days tcertificates tpermits iconfirmed_at_ms iis_example tsource_key "
    "iregular_grams_per_week tprice_basis tnis tstate iversion";
constexpr std::string_view kStreamColumns =
    "istream_id tkind tstate tvisibility iorganisation_id tmaterial_id taccepted ttyped_what ttitle_nl ttitle_en "
    "ttitle_fr tdescription_nl tdescription_en tdescription_fr tlanguage iamount_thousandths tunit igrams_per_unit "
    "tamount_quality trhythm igrade icontamination_percent tnis tavailable_from_on tavailable_to_on tpackaging "
    "ttransport iprice_cents_per_tonne tlegal_status twaste_code tpermits tretention_step imin_grams iis_example "
    "tsource_key tcontact_email tsecret_hash iconfirmed_at_ms icreated_at_ms iversion ientered_by ishared_hub_id "
    "flon_degrees flat_degrees tprice_visibility tposition_visibility tcontact_visibility towner_visibility tresource "
    "tvariety tcold_chain tuse_by_on itemperature_celsius idaily_from_minutes idaily_to_minutes "
    "iunit_price_thousandths ilength_mm iwidth_mm iheight_mm toutcome iis_agreed iagreed_g";
constexpr std::string_view kStreamRowColumns =
    "istream_id tvisibility tkind tfamily tmaterial_id tprovince tnis igrams_per_week tfrom_on tto_on "
    "iconfirmed_at_ms twords ttitle_nl_sort ttitle_en_sort ttitle_fr_sort tplace_sort";

RecordTables organisation_tables() {
  return {"organisation",
          {{"organisation", "organisation_id", words(kOrganisationColumns)},
           {"organisation_sector", "organisation_id", words("iorganisation_id tsector")},
           {"organisation_contact", "organisation_id", words("iorganisation_id temail")},
           {"recognition", "organisation_id", words("iorganisation_id tkind tfrom_on tto_on tsource_key")},
           identity_table(" AND record = 'organisation'")},
          {"FROM stream WHERE organisation_id = ?1", "FROM capability WHERE organisation_id = ?1",
           "FROM membership WHERE organisation_id = ?1", "FROM organisation_permit WHERE organisation_id = ?1",
           "FROM role_grant WHERE scope_kind = 'organisation' AND scope_id = ?1",
           "FROM invitation WHERE scope_kind = 'organisation' AND scope_id = ?1",
           "FROM organisation_site WHERE organisation_id = ?1", "FROM organisation_detail WHERE organisation_id = ?1",
           "FROM fact_note WHERE record = 'organisation' AND record_id = ?1",
           "FROM revision WHERE record = 'organisation' AND record_id = ?1",
           "FROM introduction_side WHERE organisation_id = ?1", "FROM agreement_side WHERE organisation_id = ?1",
           "FROM organisation_merge WHERE survivor_id = ?1"}};
}

RecordTables capability_tables() {
  return {"capability",
          {{"capability", "capability_id", words(kCapabilityColumns)},
           {"capability_accepts", "capability_id", words("icapability_id tmaterial")},
           {"capability_output", "capability_id", words("icapability_id tmaterial igrade iyield_millionths")},
           identity_table(" AND record = 'capability'")},
          {"FROM capability_booking WHERE capability_id = ?1", "FROM capability_exception WHERE capability_id = ?1",
           "FROM capability_revision WHERE capability_id = ?1", "FROM introduction_step WHERE capability_id = ?1"}};
}

RecordTables stream_tables() {
  return {
      "stream",
      {{"stream", "stream_id", words(kStreamColumns)},
       {"stream_row", "stream_id", words(kStreamRowColumns)},
       {"stream_on_behalf", "stream_id", words("istream_id ihub_id ientered_by tcompany ientered_at_ms imailed_at_ms")},
       identity_table(" AND record = 'stream'")},
      {"FROM hub_case WHERE stream_id = ?1", "FROM introduction WHERE offer_id = ?1 OR need_id = ?1",
       "FROM agreement WHERE offer_id = ?1 OR need_id = ?1", "FROM attachment WHERE stream_id = ?1"}};
}

const std::vector<RecordTables>& all_tables() {
  static const std::vector<RecordTables> kAll{organisation_tables(), capability_tables(), stream_tables()};
  return kAll;
}

const RecordTables& tables_of(std::string_view record) {
  const auto found = std::find_if(all_tables().begin(), all_tables().end(),
                                  [&](const RecordTables& tables) { return tables.record == record; });
  ensure(found != all_tables().end(), "a record that is imported has tables");
  return *found;
}

std::string column_list(const RecordTable& table) {
  std::string list;
  for (const std::string_view column : table.columns)
    list += (list.empty() ? "" : ", ") + std::string(column.substr(1));
  return list;
}

/// Enough columns to tell the rows of one record apart.
std::string_view order_of(const RecordTable& table) {
  return table.columns.size() < 3 ? " ORDER BY 1, 2" : " ORDER BY 1, 2, 3";
}

ImageValue read_value(const Rows& rows, int place, char kind) {
  if (rows.is_null(place)) return nullptr;
  if (kind == 'i') return rows.int64(place);
  if (kind == 'f') return rows.float64(place);
  return rows.get<std::string>(place);
}

Value bound(const ImageValue& value, char kind) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return Value(*whole);
  if (const auto* real = std::get_if<double>(&value)) return Value(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return Value(*text);
  return Value(kind == 'i' ? Value::Type::int64 : kind == 'f' ? Value::Type::float64 : Value::Type::text);
}

std::vector<Value> values_of(const RecordTable& table, const ImageRow& row) {
  ensure(row.values.size() == table.columns.size(), "an image has the columns of its table");
  std::vector<Value> values;
  for (std::size_t i = 0; i < row.values.size(); ++i) values.push_back(bound(row.values[i], table.columns[i].front()));
  return values;
}

void insert(Connection& transaction, const RecordTable& table, const ImageRow& row) {
  std::string places;
  for (std::size_t i = 1; i <= table.columns.size(); ++i) places += (i == 1 ? "?" : ", ?") + std::to_string(i);
  transaction.run("INSERT INTO " + std::string(table.name) + " (" + column_list(table) + ") VALUES (" + places + ")",
                  values_of(table, row));
}

/// The record's own row stays where others may point at it.
void overwrite(Connection& transaction, const RecordTable& table, const ImageRow& row) {
  std::string sets;
  for (std::size_t i = 1; i < table.columns.size(); ++i)
    sets += (i == 1 ? "" : ", ") + std::string(table.columns[i].substr(1)) + " = ?" + std::to_string(i + 1);
  transaction.run("UPDATE " + std::string(table.name) + " SET " + sets + " WHERE " + std::string(table.key) + " = ?1",
                  values_of(table, row));
}

void remove(Connection& transaction, const RecordTable& table, std::int64_t id) {
  transaction.execute("DELETE FROM " + std::string(table.name) + " WHERE " + std::string(table.key) + " = ?1" +
                          std::string(table.extra),
                      id);
}

}  // namespace

RecordRows photograph(Connection& connection, std::string_view record, std::int64_t id) {
  RecordRows image;
  for (const RecordTable& table : tables_of(record).tables) {
    Rows rows =
        connection.query("SELECT " + column_list(table) + " FROM " + std::string(table.name) + " WHERE " +
                             std::string(table.key) + " = ?1" + std::string(table.extra) + std::string(order_of(table)),
                         id);
    while (rows.next()) {
      ImageRow row{std::string(table.name), {}};
      for (std::size_t i = 0; i < table.columns.size(); ++i)
        row.values.push_back(read_value(rows, static_cast<int>(i), table.columns[i].front()));
      image.push_back(std::move(row));
    }
    if (image.empty()) break;  // Without its own row there is no record.
  }
  return image;
}

void put_back(Connection& transaction, std::string_view record, std::int64_t id, const RecordRows& before) {
  const RecordTables& tables = tables_of(record);
  for (auto table = tables.tables.rbegin(); table != tables.tables.rend(); ++table) {
    const bool is_own = &*table == &tables.tables.front();
    if (!is_own || before.empty()) remove(transaction, *table, id);
  }
  for (const ImageRow& row : before) {
    const auto table = std::find_if(tables.tables.begin(), tables.tables.end(),
                                    [&](const RecordTable& one) { return one.name == row.table; });
    ensure(table != tables.tables.end(), "an image names a table of its record");
    if (table == tables.tables.begin())
      overwrite(transaction, *table, row);
    else
      insert(transaction, *table, row);
  }
  network::raise_list_version(transaction);
}

bool is_in_use(Connection& connection, std::string_view record, std::int64_t id) {
  const auto& users = tables_of(record).users;
  return std::any_of(users.begin(), users.end(), [&](std::string_view condition) {
    return connection.query("SELECT 1 " + std::string(condition), id).next();
  });
}

}  // namespace kringwerk::exchange
