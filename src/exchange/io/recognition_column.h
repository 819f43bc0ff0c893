#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "exchange/io/record_importer.h"
#include "network/organisation.h"
#include "storage/connection.h"

namespace kringwerk::exchange {

/// The column of recognitions of a table of organisations: adds those that are not known yet, and takes none away.
class RecognitionColumn {
 public:
  RecognitionColumn(storage::Connection& connection, const ImportScope& scope);
  /// What the cell says, parted by semicolons or commas; empty without the column. Rules exchange.choice_unknown,
  /// exchange.recognition_days {typed}.
  std::vector<network::Recognition> read(RowReader& reader) const;
  /// Without those that the organisation has: the same kind in the same days.
  std::vector<network::Recognition> new_ones(network::OrganisationId organisation,
                                             std::vector<network::Recognition> given) const;
  static void keep(storage::Connection& transaction, network::OrganisationId organisation,
                   const std::vector<network::Recognition>& recognitions);

 private:
  std::vector<ChoiceWord> kinds_;
  std::map<network::OrganisationId, std::set<std::string>> known_;
};

}  // namespace kringwerk::exchange
