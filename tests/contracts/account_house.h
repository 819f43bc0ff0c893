#pragma once

#include <string>

#include "access/io/load_actor.h"
#include "access/io/secrets.h"
#include "accounts/io/accept_invitation.h"
#include "accounts/io/account_store.h"
#include "accounts/io/attempt_store.h"
#include "accounts/io/second_factor_store.h"
#include "accounts/io/session_store.h"
#include "accounts/io/set_by_link.h"
#include "accounts/io/sign_in.h"
#include "accounts/io/totp.h"
#include "small_site.h"

namespace kringwerk::contracts {

inline const std::string kPassword = "vijf gele fietsen";
inline const std::string kEmail = "an@hub.example";

/// A site with accounts, and one person in it.
struct AccountHouse {
  explicit AccountHouse(storage::Database& database)
      : small(database), site{small.services(), accounts::CommonPasswords::of({}), {}, {}} {
    accounts::Account account;
    account.id = person;
    account.email = kEmail;
    account.name = "An";
    const auto turn = site.hasher.enter(accounts::PasswordHasher::Lane::known);
    account.password_hash = turn->hash(kPassword);
    database.write(
        [&](storage::Connection& transaction) { accounts::insert_account(transaction, account, small.now); });
  }

  accounts::Browser browser(const std::string& address = "192.0.2.1", const std::string& device = {}) const {
    return {address, device, "Firefox, Linux", "request-1", {}, {}};
  }
  accounts::SignInAnswer sign_in(const accounts::Browser& from, const std::string& password,
                                 const std::string& email = kEmail) {
    return accounts::sign_in(site, from, {email, password});
  }
  void pass(std::chrono::seconds time) { small.now += time; }

  access::PersonId person{601};
  SmallSite small;
  accounts::AccountSite site;
};

/// The rule of a refusal; empty when somebody came in or a code is asked.
inline std::string rule_of(const accounts::SignInAnswer& answer) {
  const auto* refused = std::get_if<Violations>(&answer);
  return refused == nullptr || refused->empty() ? std::string() : refused->front().rule;
}

/// Whether the token opens a session now.
inline bool opens(storage::Database& database, const std::string& token, Instant now) {
  return database.read(
      [&](storage::Connection& connection) { return access::load_visit(connection, token, now).actor.is_signed_in(); });
}

}  // namespace kringwerk::contracts
