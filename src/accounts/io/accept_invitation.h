#pragma once

#include <string>

#include "accounts/io/account_site.h"
#include "accounts/io/browser.h"
#include "accounts/io/sign_in.h"
#include "base/result.h"

namespace kringwerk::accounts {

struct Acceptance {
  std::string secret;         ///< of the link
  std::string name;           ///< of a new account
  std::string password_hash;  ///< of a new account; empty when the address has an account
  Language language = Language::nl;
};
/// Takes up the role: makes the account when the address has none, gives the grant, ends the link. Answers tokens for a
/// person who is let in by it, nothing for one who had an account and signs in as always. Missing: the link opens
/// nothing (any more), or its address belongs to a suspended account.
Result<std::optional<SignedIn>> accept_invitation(const AccountSite& site, const Browser& browser,
                                                  const Acceptance& acceptance);

}  // namespace kringwerk::accounts
