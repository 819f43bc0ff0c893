#pragma once

#include "base/result.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::site {

/// The one table from refusals to HTTP: Invalid 422, Forbidden 404 (denied and absent look the same), Missing 404,
/// Conflict 409, Unversioned 428, Stale 412.
int status_of(const Refusal& refusal);

/// The page for a refusal that a form cannot show beside its fields.
web::Response refused(const Services& services, const web::Call& call, const Refusal& refusal);

/// What to show beside the fields; empty when the refusal is of another kind.
Violations findings_of(const Refusal& refusal);

}  // namespace kringwerk::site
