#pragma once

#include "accounts/io/account_site.h"
#include "accounts/io/account_store.h"
#include "accounts/io/attempt_store.h"
#include "accounts/io/browser.h"
#include "base/result.h"

/// What every look at a password or code passes first: the limits on failures.
namespace kringwerk::accounts {

struct Gate {
  std::optional<Account> account;  ///< as stored when it was looked at; none: the attempt fails, later
  AttemptFrom from;
  Violations limits;  ///< not empty: look no further
};
/// `email`: the account's, also when there is none.
Gate look_at_gate(storage::Connection& connection, const Browser& browser, std::optional<Account> account,
                  const std::string& email, Instant now);

/// Counts the attempt before anything is looked at, so that attempts at the same moment cannot pass the limit together.
/// Invalid: the limit is reached.
Result<AttemptId> count_attempt(const AccountSite& site, const AttemptFrom& from);

PasswordHasher::Lane lane_of(const AttemptFrom& from);

}  // namespace kringwerk::accounts
