#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kringwerk::web {

/// What a handler answers. Security headers, request id, ETag, HEAD and conditional requests are added for every answer
/// by the server, never by a handler.
struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  bool is_private = true;        ///< Cache-Control: no-store; false = may be revalidated by ETag ("no-cache")
  std::string content_encoding;  ///< "br" or "gzip" when the body is already compressed

  static Response html(std::string body, int status = 200);
  static Response text(std::string body, int status = 200);
  static Response json(std::string body, int status = 200);
  /// 303 to an address on this site; BrokenInvariant when is_local_address says no.
  static Response see_other(std::string_view location);
  /// RFC 9457 problem+json; `title` is for people, `type` becomes "/problems/" + type; an empty `detail` is left out.
  static Response problem(int status, std::string_view type, std::string_view title, std::string_view detail);

  Response&& with_header(std::string name, std::string value) &&;
  Response&& shareable() &&;  ///< sets is_private = false
};

/// Whether a browser stays on this site when sent to `address`: one leading '/', no second slash or backslash behind
/// it, no white space or control characters. Ask it before following a "return to" field.
bool is_local_address(std::string_view address);

}  // namespace kringwerk::web
