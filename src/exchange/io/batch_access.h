#pragma once

#include <optional>
#include <vector>

#include "access/policy.h"
#include "exchange/import_batch.h"
#include "exchange/io/record_importer.h"
#include "network/hub.h"
#include "site/services.h"
#include "web/router.h"

/// Who may do what with a batch, and for whom it brings records in.
namespace kringwerk::exchange {

bool may(const access::Actor& actor, access::Action action, const ImportBatch& batch);
/// The batch, when `actor` may do `action` with it.
std::optional<ImportBatch> load_allowed(storage::Connection& connection, const access::Actor& actor,
                                        access::Action action, BatchId id);
/// The hubs that the actor coordinates, in the order of all hubs.
std::vector<network::Hub> load_own_hubs(storage::Connection& connection, const access::Actor& actor);
ImportScope scope_of(const site::Services& services, storage::Connection& connection, const web::Call& call,
                     const access::Actor& actor, const ImportBatch& batch);

}  // namespace kringwerk::exchange
