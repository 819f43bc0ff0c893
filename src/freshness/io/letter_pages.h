#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::freshness {

/// The links of a mail, without account: /{lang}/freshness/letter/ID/CODE, where what is due is confirmed, changed or
/// ended, and /{lang}/freshness/stop/ID/CODE, which ends such mails (RFC 8058). Looking at either changes nothing; a
/// program that follows links in mails confirms nothing.
void add_letter_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::freshness
