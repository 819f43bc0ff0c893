#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::introductions {

/// GET /{lang}/why-matches-fail: counts by reason, material, limit, hub or quarter, with bars.
web::Response report_page(const site::Services& services, const web::Call& call);
/// GET /{lang}/why-matches-fail/counts.csv: the same table to take along.
web::Response report_csv(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::introductions
