#pragma once

#include <string>

#include "accounts/io/account_store.h"
#include "base/violation.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::accounts {

struct OwnAccountView {
  std::string typed_name;  ///< when it was refused
  Violations violations;
};
/// The page of the person who calls. The query "saved" says what was just done: profile, password, sessions.
web::Response own_account_page(const site::Services& services, const web::Call& call, const OwnAccountView& view);

/// Digits of a hidden field; 0 for anything else.
std::int64_t whole_number(std::string_view text);

}  // namespace kringwerk::accounts
