#include "web/cookies.h"

#include <algorithm>

#include "base/ensure.h"

namespace kringwerk::web {
namespace {

bool is_cookie_octet(char c) {
  return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<std::string_view> cookie_in(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t end = header.find(';');
    const std::string_view pair = trimmed(header.substr(0, end));
    header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    if (trimmed(pair.substr(0, equals)) == name) return trimmed(pair.substr(equals + 1));
  }
  return std::nullopt;
}

std::string cookie_name(std::string_view name, bool https) {
  return (https ? "__Host-" : "") + std::string(name);
}

std::string set_cookie(const Cookie& cookie, bool https) {
  ensure(!cookie.name.empty() && std::ranges::all_of(cookie.name, is_cookie_octet) &&
             cookie.name.find('=') == std::string::npos,
         "a cookie name is made of token characters");
  ensure(std::ranges::all_of(cookie.value, is_cookie_octet), "a cookie value holds cookie-octets only");
  std::string text = cookie_name(cookie.name, https) + "=" + cookie.value + "; Path=/; HttpOnly; SameSite=Lax";
  if (https) text += "; Secure";
  if (cookie.max_age) text += "; Max-Age=" + std::to_string(cookie.max_age->count());
  return text;
}

}  // namespace kringwerk::web
