#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::introductions {

/// GET /{lang}/introductions: those of the organisations somebody works for, and those they proposed.
web::Response own_introductions(const site::Services& services, const web::Call& call);
/// GET /{lang}/introductions/board: those of the hubs of which somebody is staff, late ones first.
web::Response introduction_board(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::introductions
