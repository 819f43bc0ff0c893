#pragma once

#include "web/request.h"
#include "web/response.h"

namespace kringwerk::web {

/// The answer for what the server refuses by itself when the application gives no page of its own: problem+json when
/// Accept names JSON and not HTML, else a short page with the number, its English name and the request id. 503 carries
/// Retry-After.
Response plain_error_page(const Request& request, int status);

/// Whether the client asks for JSON rather than a page.
bool wants_json(const Request& request);

}  // namespace kringwerk::web
