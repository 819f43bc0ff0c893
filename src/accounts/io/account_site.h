#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "accounts/io/common_passwords.h"
#include "accounts/io/password_hasher.h"
#include "site/services.h"

namespace kringwerk::accounts {

/// What all pages of accounts share. One per process. Thread rule: any thread.
struct AccountSite {
  const site::Services& services;
  CommonPasswords common;
  std::vector<std::string> site_words;  ///< names of the site and its hubs in lower case: no password stands on them
  PasswordHasher hasher;
};

}  // namespace kringwerk::accounts
