#include "accounts/io/account_pages.h"

#include "accounts/password_rule.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

std::vector<std::string> site_words(const std::vector<std::string>& names) {
  std::vector<std::string> words{"kringwerk", "kringloop", "circulair", "sociaal"};
  for (const std::string& name : names) {
    for (std::string& word : guessable_words(text::lower_case(name))) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

void add_account_routes(web::Router& router, const site::Services& services, const AccountOptions& options) {
  const SharedSite site(
      new AccountSite{services, CommonPasswords::load(options.common_passwords), site_words(options.site_words), {}});
  add_sign_in_routes(router, site);
  add_invitation_routes(router, site);
  add_link_routes(router, site);
  add_own_account_routes(router, site);
  add_second_factor_routes(router, site);
}

}  // namespace kringwerk::accounts
