#pragma once

#include "exchange/io/import_desk.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::exchange {

/// /import: what was brought in before, and a new table; /import/{batch}: its rows before, the report after;
/// /import/{batch}/columns: which column is which field; …/held-back.csv; …/undo. `report` hears why an import failed.
void add_import_routes(web::Router& router, const site::Services& services, const ImportDesk::Report& report);

}  // namespace kringwerk::exchange
