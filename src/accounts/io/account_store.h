#pragma once

#include <optional>
#include <string>

#include "access/role.h"
#include "base/language.h"
#include "base/time.h"
#include "storage/connection.h"

/// Accounts as the pages of this module need them; other modules read access::Visit.
namespace kringwerk::accounts {

struct Account {
  access::PersonId id;
  std::string email;  ///< account_key of it
  std::string name;
  Language language = Language::nl;
  std::string password_hash;  ///< empty: cannot sign in by password
  bool has_second_factor = false;
  std::int64_t version = 1;
};

/// Active accounts only. `email` as account_key writes it.
std::optional<Account> load_account(storage::Connection& connection, const std::string& email);
std::optional<Account> load_account(storage::Connection& connection, access::PersonId person);

/// Throws Error{constraint} when the address has an account already, suspended ones included.
void insert_account(storage::Connection& transaction, const Account& account, Instant now);
/// Whether the address belongs to an account in any state.
bool is_taken(storage::Connection& connection, const std::string& email);

void save_password(storage::Connection& transaction, access::PersonId person, const std::string& password_hash,
                   Instant now);
/// False when `account.version` is no longer the stored one.
bool save_profile(storage::Connection& transaction, const Account& account);

}  // namespace kringwerk::accounts
