#include "web/security_headers.h"

#include <string>

namespace kringwerk::web {
namespace {

constexpr std::string_view kAlways =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(self), microphone=(), payment=(), usb=()\r\n";

}  // namespace

std::string_view security_header_lines(bool https) {
  static const std::string secure =
      std::string(kAlways) + "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n";
  return https ? std::string_view{secure} : kAlways;
}

}  // namespace kringwerk::web
