#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "web/conditional.h"
#include "web/cookies.h"
#include "web/csrf.h"
#include "web/json_text.h"

/// Cookies point into the header; no token made of arbitrary bytes is accepted; JSON text stays one line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kringwerk;
  using namespace kringwerk::web;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto value = cookie_in(text, "csrf");
  ensure(!value || value->find(';') == std::string_view::npos, "a cookie ends at its semicolon");
  etag_matches(text, "\"a\"");
  static const Csrf csrf{std::string(32, 'k'), false};
  Request request;
  request.headers.emplace_back("cookie", text);
  ensure(!csrf.accepts(request, text), "arbitrary bytes are no token");
  ensure(csrf.accepts(request, csrf.ticket(request).token) == csrf.ticket(request).set_cookie.empty(),
         "a ticket fits the cookie it was made for");
  for (const char c : json_string(text)) ensure(static_cast<unsigned char>(c) >= 0x20, "JSON text is one line");
  return 0;
}
