#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::introductions {

/// Open calls for a partner that the reader may see.
web::Response calls_page(const site::Services& services, const web::Call& call);
/// The form for a call, and what it sends.
web::Response new_call(const site::Services& services, const web::Call& call);
web::Response create_call(const site::Services& services, const web::Call& call);
/// One call, with what the reader may do with it; and what its forms send.
web::Response call_page(const site::Services& services, const web::Call& call);
web::Response answer_call(const site::Services& services, const web::Call& call);
web::Response close_call(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::introductions
