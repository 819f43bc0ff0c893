#pragma once

#include <string>
#include <variant>

#include "accounts/io/account_site.h"
#include "accounts/io/browser.h"
#include "accounts/io/sign_in.h"
#include "base/result.h"

/// Somebody signed in shows again who they are: before dangerous acts, and when a role asks for the second factor.
namespace kringwerk::accounts {

/// The code when the account has a second factor, else the password in normal form C.
struct Proof {
  std::string password;
  std::string code;
};
struct Proved {
  std::string session;  ///< the token that replaces the one before
};
using ProveAnswer = std::variant<Proved, Violations, TooBusy>;

/// Rules: accounts.password_wrong (field current_password), accounts.code_wrong (field code),
/// accounts.too_many_attempts {minutes}, accounts.ticket_ended (the session ended meanwhile). Deed: session.proved.
ProveAnswer prove(AccountSite& site, const Browser& browser, const Proof& proof);

/// Whether `password` is the account's own, with the same limits; the finding or TooBusy when it is not.
std::variant<Done, Violations, TooBusy> check_own_password(AccountSite& site, const Browser& browser,
                                                           const std::string& password);

}  // namespace kringwerk::accounts
