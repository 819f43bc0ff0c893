#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::introductions {

/// GET /{lang}/introductions/new?offer=…&need=…&steps=…&limit=…: what both sides will see, and the form.
web::Response new_proposal(const site::Services& services, const web::Call& call);
/// POST /{lang}/introductions.
web::Response create_proposal(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::introductions
