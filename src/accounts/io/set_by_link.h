#pragma once

#include <string>

#include "accounts/io/account_link.h"
#include "accounts/io/account_site.h"
#include "accounts/io/sign_in.h"
#include "base/result.h"

namespace kringwerk::accounts {

struct LinkRequest {
  LinkPurpose purpose = LinkPurpose::make_account;
  std::string email;  ///< as typed
  Language language = Language::nl;
};
/// Sends a mail to the address whatever there is: the link asked for, or the news that there is an account already or
/// none. Invalid only by access::check_mail_limit.
Result<Done> ask_link(const AccountSite& site, const Browser& browser, const LinkRequest& request);

struct LinkedAccount {
  std::string secret;
  std::string name;
  std::string password_hash;
  Language language = Language::nl;
};
/// Makes the account of the link's address and lets the person in. Missing: the link opens nothing, or the address got
/// an account in the meantime.
Result<SignedIn> register_by_link(const AccountSite& site, const Browser& browser, const LinkedAccount& linked);

/// Sets the password of the account of the link's address; every session ends and every device becomes strange.
Result<Done> reset_by_link(const AccountSite& site, const Browser& browser, const LinkedAccount& linked);

}  // namespace kringwerk::accounts
