#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::guidance {

/// The questions that the hubs of the reader received, with filters and order in the address.
web::Response question_board(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::guidance
