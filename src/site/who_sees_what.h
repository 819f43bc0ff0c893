#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::site {

/// The page that tells the policy's table in words: per type of record who sees and may do what. Made of the table
/// itself, so that it cannot say anything else than what the program does.
void add_who_sees_what_route(web::Router& router, const Services& services);

}  // namespace kringwerk::site
