#pragma once

#include <string>
#include <variant>

#include "accounts/io/account_site.h"
#include "accounts/io/browser.h"
#include "base/violation.h"

/// Signing in, in one or two steps. What is answered, and how long it takes, does not tell whether there is an account.
namespace kringwerk::accounts {

struct Credentials {
  std::string email;     ///< account_key of it
  std::string password;  ///< in normal form C
};

/// Tokens for cookies.
struct SignedIn {
  std::string session;
  std::string device;
};
/// The password was right; the code of the second factor is asked next, within kTicketLasts.
struct NeedsSecondFactor {
  std::string ticket;
};
/// Nothing was tried: too many others are being looked at.
struct TooBusy {};
using SignInAnswer = std::variant<SignedIn, NeedsSecondFactor, Violations, TooBusy>;

inline constexpr std::chrono::minutes kTicketLasts{5};
struct SecondStep {
  std::string ticket;
  std::string code;  ///< as typed
};

/// Rules: accounts.too_many_attempts {minutes}, accounts.sign_in_failed (field email). Deeds: session.signed_in,
/// session.sign_in_failed.
SignInAnswer sign_in(AccountSite& site, const Browser& browser, const Credentials& credentials);

/// The second step. Rules: accounts.ticket_ended (begin again), accounts.too_many_attempts {minutes},
/// accounts.code_wrong (field code). A recovery code in place of the app's is told by mail.
SignInAnswer sign_in_second(AccountSite& site, const Browser& browser, const SecondStep& step);

/// Lets somebody in who just proved to be `person` in another way: by setting a password through a link in a mail.
SignedIn let_in(storage::Connection& transaction, const AccountSite& site, const Browser& browser,
                access::PersonId person);

}  // namespace kringwerk::accounts
