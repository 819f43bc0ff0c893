#pragma once

#include <string>
#include <string_view>

#include "web/request.h"

namespace kringwerk::web {

/// Signed double-submit tokens against cross-site requests. The cookie holds a random name of the browser; the token in
/// the form is HMAC(key, cookie) under a mask that differs per page. A POST is accepted when the token fits the cookie
/// and Origin and Sec-Fetch-Site, where sent, name this site (a proxy in front must keep Host). Thread rule: const; any
/// thread.
class Csrf {
 public:
  /// `key`: 32 random bytes, kept in the data folder outside the database. `https`: use a __Host- Secure cookie.
  Csrf(std::string key, bool https);

  struct Ticket {
    std::string token;       ///< value of the hidden field "csrf"
    std::string set_cookie;  ///< header value to send, empty when the browser has its cookie already
  };
  Ticket ticket(const Request& request) const;
  /// A new cookie whatever the browser has: at sign-in and sign-out, so that older tokens end.
  Ticket fresh_ticket() const;
  bool accepts(const Request& request, std::string_view token) const;

 private:
  std::string key_;
  bool https_;
};

}  // namespace kringwerk::web
