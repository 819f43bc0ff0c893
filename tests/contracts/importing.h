#pragma once

#include <string>

#include "exchange/io/batch_store.h"
#include "exchange/io/given_table.h"
#include "exchange/io/import_run.h"
#include "small_site.h"

/// Tables brought in for the hub 8 of the small world.
namespace kringwerk::contracts {

/// Everything that imports may touch, row by row.
std::string contents(storage::Database& database);

class Importing {
 public:
  explicit Importing(storage::Database& database);
  exchange::ImportScope scope();
  Result<exchange::ImportBatch> import(exchange::ImportKind kind, const std::string& table,
                                       const exchange::RowChoices& choices = {});
  Result<exchange::ImportBatch> undo(const exchange::ImportBatch& batch,
                                     exchange::UndoReach reach = exchange::UndoReach::all_or_nothing);

 private:
  storage::Database& database_;
  SmallSite site_;
};

/// "2 0 0 0 1 ": new, changed, the same, held back, with a fault.
std::string counts_of(const Result<exchange::ImportBatch>& batch);
std::string rule_of(const Result<exchange::ImportBatch>& batch);

/// Two that come in and two with faults.
inline const std::string kOrganisations =
    "nr;naam;soort;gemeente;kbo;website;e-mail;sectoren\n"
    "1;De Nieuwe Maker;bedrijf;Leuven;;maker.example;an@maker.example;hout, metaal\n"
    "2;Stad;lokaal bestuur;3000;0207.521.503;;;\n"
    "3;Gent BV;bedrijf;Gent;;;;\n"
    "3;Dubbel;bedrijf;Leuven;;;;\n";

}  // namespace kringwerk::contracts
