#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kringwerk::web {

/// The first value of cookie `name` in a Cookie header (RFC 6265 §4.2.1); pairs without "=" are skipped and quotes
/// kept.
std::optional<std::string_view> cookie_in(std::string_view header, std::string_view name);

/// A cookie this site sets: always HttpOnly, SameSite=Lax and Path=/.
struct Cookie {
  std::string name;                             ///< with https it is sent as "__Host-" + name, see cookie_name
  std::string value;                            ///< cookie-octets only (RFC 6265 §4.1.1), else BrokenInvariant
  std::optional<std::chrono::seconds> max_age;  ///< absent: until the browser closes; zero: delete now
};

/// The name on the wire: a __Host- cookie cannot be set by another subdomain or without TLS.
std::string cookie_name(std::string_view name, bool https);
/// The value of the Set-Cookie header.
std::string set_cookie(const Cookie& cookie, bool https);

}  // namespace kringwerk::web
