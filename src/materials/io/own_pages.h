#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::materials {

/// "Onze stromen": the offers and needs of the organisations somebody works for, in every state; new ones, changes.
/// GET and POST /{lang}/our-streams, GET /{lang}/our-streams/new, GET and POST /{lang}/our-streams/{stream:id}.
void add_own_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::materials
