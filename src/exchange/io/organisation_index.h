#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exchange/io/record_importer.h"
#include "network/io/load_duplicates.h"
#include "network/organisation_record.h"
#include "network/place.h"
#include "storage/connection.h"

namespace kringwerk::exchange {

/// The organisations of the network, found by what a table may call them.
class OrganisationIndex {
 public:
  OrganisationIndex(storage::Connection& connection, const ImportScope& scope);
  const network::OrganisationRecord* find(std::int64_t id) const;
  const network::OrganisationRecord* by_number(const std::string& ten_digits) const;
  const network::OrganisationRecord* by_name(const std::string& folded_name, const std::string& nis) const;
  /// All with this name, anywhere.
  std::vector<const network::OrganisationRecord*> named(const std::string& folded_name) const;
  /// Those that `record` may be, strongest likeness first, at most five.
  std::vector<Candidate> candidates(const network::OrganisationRecord& record) const;

  /// The organisation that a cell means: an enterprise number or a name. Reports exchange.organisation_unknown {typed},
  /// exchange.organisation_ambiguous {typed}, and of a hub exchange.outside_hub {hub}.
  const network::OrganisationRecord* named_in(RowReader& reader, std::string_view field,
                                              const ImportScope& scope) const;

 private:
  network::DuplicateBook book_;
  std::map<std::string, std::size_t> by_number_;
  std::multimap<std::string, std::size_t> by_name_;
};

/// The municipality of a cell: a name, a postcode or a NIS code. Looks each word up once.
class PlaceReader {
 public:
  explicit PlaceReader(storage::Connection& connection) : connection_(connection) {}
  /// Required. Rules of network::choose_place, field `field`; exchange.outside_hub {hub}.
  std::optional<network::Nis> municipality(RowReader& reader, std::string_view field, const ImportScope& scope);

 private:
  Result<network::Municipality> look_up(const std::string& typed);
  storage::Connection& connection_;
  std::map<std::string, Result<network::Municipality>> known_;
};

}  // namespace kringwerk::exchange
