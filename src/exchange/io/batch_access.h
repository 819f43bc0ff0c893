#pragma once

#include <optional>
#include <vector>

#include "access/policy.h"
#include "base/result.h"
#include "exchange/import_batch.h"
#include "exchange/io/record_importer.h"
#include "network/hub.h"
#include "site/services.h"
#include "web/form.h"
#include "web/router.h"

/// Who may do what with a batch, and for whom it brings records in.
namespace kringwerk::exchange {

bool may(const access::Actor& actor, access::Action action, const ImportBatch& batch);
/// The batch, when `actor` may do `action` with it.
std::optional<ImportBatch> load_allowed(storage::Connection& connection, const access::Actor& actor,
                                        access::Action action, BatchId id);
/// The hubs that the actor coordinates, in the order of all hubs.
std::vector<network::Hub> load_own_hubs(storage::Connection& connection, const access::Actor& actor);
ImportScope scope_of(const site::Services& services, storage::Connection& connection, const access::Actor& actor,
                     const ImportBatch& batch, Language language);

/// The batch that a form changes, when its sender may and saw it as it is: Missing, Stale, or what version_of refuses.
Result<ImportBatch> batch_to_change(const site::Services& services, storage::Connection& transaction,
                                    const web::Call& call, const web::Form& form);

}  // namespace kringwerk::exchange
