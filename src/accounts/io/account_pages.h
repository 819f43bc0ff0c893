#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "accounts/io/account_site.h"
#include "web/router.h"

namespace kringwerk::accounts {

struct AccountOptions {
  std::filesystem::path common_passwords;  ///< made by scripts/build-common-passwords
  std::vector<std::string> site_words;     ///< names of hubs and the like, as people write them
};
/// Signing in and out, accounts, passwords, second factors and invitations. Throws when the list of common passwords is
/// missing.
void add_account_routes(web::Router& router, const site::Services& services, const AccountOptions& options);

/// The parts, each in its own file.
using SharedSite = std::shared_ptr<AccountSite>;
void add_sign_in_routes(web::Router& router, const SharedSite& site);
void add_link_routes(web::Router& router, const SharedSite& site);
void add_invitation_routes(web::Router& router, const SharedSite& site);
void add_own_account_routes(web::Router& router, const SharedSite& site);
void add_own_password_routes(web::Router& router, const SharedSite& site);
void add_second_factor_routes(web::Router& router, const SharedSite& site);

}  // namespace kringwerk::accounts
