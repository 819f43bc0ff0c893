#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "web/request.h"
#include "web/response.h"

namespace kringwerk::web {

/// An answer ready to be sent.
struct Answer {
  int status = 200;
  std::string head;  ///< status line and headers, without the line for Connection and the empty line
  std::string body;  ///< empty for HEAD, 204 and 304
};

enum class Scheme { http, https };

/// Turns what a handler answered into what is sent: security headers, X-Request-Id, Date, Cache-Control (unless the
/// handler set one), ETag and 304 for GET and HEAD 200, compression, Content-Length. Throws BrokenInvariant for a
/// status outside 200–599 and for a header name or value that could break out of its line. Pure.
Answer finished(const Request& request, Response response, Scheme scheme, Instant now);

/// What ends the head, decided when it is sent: the line for Connection where one is needed, and the empty line.
enum class Persistence { keep, keep_old_version, close };
std::string_view connection_lines(Persistence persistence);

/// IMF-fixdate: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(Instant instant);
/// "Not Found"; "Status" for a number without a name here.
std::string_view reason_phrase(int status);

}  // namespace kringwerk::web
