#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::freshness {

/// The coordinator's board /{lang}/freshness, and the links of mails (letter_pages.h).
void add_freshness_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::freshness
