#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::digests {

/// How often mails about matches come: for an account on /{lang}/my/digest, for whoever holds the link of a mail on
/// /{lang}/digest/READER/CODE. A POST of the link's page without a choice ends the mails, as mail programs send it
/// (RFC 8058); looking at it changes nothing.
void add_digest_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::digests
