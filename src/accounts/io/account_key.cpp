#include "accounts/io/account_key.h"

#include "text/format.h"

namespace kringwerk::accounts {

std::string account_key(std::string_view email) {
  return text::lower_case(email);
}

}  // namespace kringwerk::accounts
