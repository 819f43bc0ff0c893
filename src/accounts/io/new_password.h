#pragma once

#include <string>

#include "accounts/io/account_site.h"
#include "accounts/password_rule.h"
#include "web/form.h"

namespace kringwerk::accounts {

/// Whose password it becomes.
struct PasswordOwner {
  std::string name;
  std::string email;
  Protection protection = Protection::password_alone;
};
struct CheckedPassword {
  std::string text;  ///< in normal form C
  Violations violations;
};
/// The field "password" of a form, checked by password_rule.h.
CheckedPassword read_new_password(const AccountSite& site, const web::Form& form, const PasswordOwner& owner);

/// How long a password must be beside what the person has.
std::size_t shortest_for(Protection protection);

}  // namespace kringwerk::accounts
