#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "access/actor.h"
#include "exchange/import_fields.h"
#include "exchange/import_plan.h"
#include "exchange/io/row_reader.h"
#include "network/hub.h"
#include "storage/connection.h"
#include "text/texts.h"

namespace kringwerk::exchange {

/// For whom records are brought in, and what may be.
struct ImportScope {
  std::optional<network::HubId> hub;  ///< absent: by the operator of the machine, for the whole network
  std::string hub_name;
  std::set<std::string> area;  ///< NIS codes that the hub serves
  access::Actor actor;
  Language language = Language::nl;
  Instant now;
  const text::Texts& texts;
  std::function<std::int64_t()> new_id;

  std::int64_t hub_number() const { return hub ? hub->value() : 0; }
  bool serves(const std::string& nis) const { return !hub || area.contains(nis); }
};

/// Plans the rows of one kind of table against what the store holds, in the order of the file, and keeps them.
class RecordImporter {
 public:
  virtual ~RecordImporter() = default;
  /// "organisation", "capability", "stream": the record of deeds, images and identities.
  virtual std::string_view record() const = 0;
  virtual PlannedRow plan(RowReader& reader, const ChosenStep& chosen) = 0;
  /// Writes the record of a row that was planned as create or change; `id` of the record.
  virtual void keep(storage::Connection& transaction, const PlannedRow& row, std::int64_t id) = 0;
};

std::unique_ptr<RecordImporter> organisation_importer(storage::Connection& connection, const ImportScope& scope);
std::unique_ptr<RecordImporter> capability_importer(storage::Connection& connection, const ImportScope& scope);
std::unique_ptr<RecordImporter> stream_importer(storage::Connection& connection, const ImportScope& scope);
std::unique_ptr<RecordImporter> importer_of(ImportKind kind, storage::Connection& connection, const ImportScope& scope);

/// Rows that name the same record: the first of them counts. Rule exchange.row_twice {line}.
class SeenIdentities {
 public:
  /// Reports when an earlier row had this identity.
  void check(RowReader& reader, const std::string& identity);

 private:
  std::map<std::string, std::size_t> lines_;
};

/// What the hub calls its records: the mapped column "id".
std::map<std::string, std::int64_t> load_identities(storage::Connection& connection, std::int64_t hub,
                                                    std::string_view record);
void keep_identity(storage::Connection& transaction, std::int64_t hub, std::string_view record,
                   const std::string& external_key, std::int64_t id);

/// The words of choices in all three languages: texts "PREFIX.KEY", and the keys themselves. The reader's language
/// comes first, so that findings name the choices in it.
std::vector<ChoiceWord> words_of_choices(const ImportScope& scope, const std::string& prefix,
                                         std::span<const std::string_view> keys);

}  // namespace kringwerk::exchange
