#pragma once

#include "matching/instance_rows.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::introductions {

/// GET /{lang}/weights: the numbers of the ranking with their policy values and sources, what was learned, the step
/// that is proposed, the history. `shipped` is the policy without weights.
web::Response weights_page(const site::Services& services, const matching::PolicyRow& shipped, const web::Call& call,
                           const Violations& violations = {});
/// POST /{lang}/weights: "deed" is apply, back, automatic_on or automatic_off.
web::Response change_weights(const site::Services& services, const matching::PolicyRow& shipped, const web::Call& call);

}  // namespace kringwerk::introductions
