#pragma once

#include <string>

#include "access/role.h"

namespace kringwerk::accounts {

/// What the browser sends beside the form.
struct Browser {
  std::string remote_address;
  std::string device_token;  ///< of its cookie, as sent; empty for none
  std::string device_name;
  std::string request_id;
  access::PersonId signed_in;  ///< whose session it has now; unset: nobody's
  std::string session;         ///< hash of that session; it ends when somebody signs in
};

}  // namespace kringwerk::accounts
