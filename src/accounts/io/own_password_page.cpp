#include "access/io/secrets.h"
#include "accounts/io/account_mail.h"
#include "accounts/io/account_pages.h"
#include "accounts/io/account_store.h"
#include "accounts/io/attempt_store.h"
#include "accounts/io/form_page.h"
#include "accounts/io/new_password.h"
#include "accounts/io/prove.h"
#include "accounts/io/session_store.h"
#include "notify/outbox.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

Protection protection_of(const Account& account) {
  return account.has_second_factor ? Protection::with_second_factor : Protection::password_alone;
}

web::Response password_page(const site::Services& services, const web::Call& call, const Account& account,
                            Violations violations) {
  FormPage page;
  page.id = "accounts.password";
  page.action = "/account/password";
  page.fields = {{"current_password", "password", "current-password", {}, {}, FormField::Input::plain},
                 new_password_field(services, call.language, shortest_for(protection_of(account)))};
  page.hidden = {{"username", account.email}};
  page.violations = std::move(violations);
  return form_page(services, call, page);
}

/// The new password; all other sessions end, this one gets a new token.
Result<SignedIn> change(const AccountSite& site, const web::Call& call, const Account& account,
                        const std::string& hash) {
  const site::Services& services = site.services;
  return services.database.write([&](Connection& transaction) -> Result<SignedIn> {
    const Instant now = services.now();
    const access::Visit& visit = site::visit_of(call);
    save_password(transaction, account.id, hash, now);
    forget_devices(transaction, account.id);
    end_sessions(transaction, account.id, visit.actor.session, now);
    const auto shown = visit.has_second_factor ? Shown::password_and_second_factor : Shown::password;
    const auto session = renew_session(transaction, visit.actor.session, shown, now);
    if (!session) return Missing{};
    SignedIn tokens{*session, access::make_secret()};
    remember_device(transaction, access::hash_of_secret(tokens.device), account.id, now);
    notify::queue_mail(transaction, services.make_id<notify::MailTag>(),
                       notice_mail(services, {account.email, account.language, ""}, "password_changed"), now);
    site::record(services, transaction, call, {"person.password_changed", "person", account.id.value(), {}});
    return tokens;
  });
}

web::Response submit(AccountSite& site, const web::Call& call, const Account& account) {
  const site::Services& services = site.services;
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  const CheckedPassword password =
      read_new_password(site, form.read.form, {account.name, account.email, protection_of(account)});
  if (!password.violations.empty()) return password_page(services, call, account, password.violations);
  const auto checked = check_own_password(site, browser_of(services, call),
                                          text::composed(form.read.form.fields.value("current_password")));
  if (const auto* refused = std::get_if<Violations>(&checked)) return password_page(services, call, account, *refused);
  if (std::holds_alternative<TooBusy>(checked)) return busy_page(services, call);
  std::string hash;
  {
    const auto turn = site.hasher.enter(PasswordHasher::Lane::known);
    if (!turn) return busy_page(services, call);
    hash = turn->hash(password.text);
  }
  const auto changed = change(site, call, account, hash);
  if (!changed) return web::Response::see_other(site::address(call.language, "/sign-in"));
  services.mail_waits();
  return signed_in(services, web::Response::see_other(site::address(call.language, "/account?saved=password")),
                   *changed);
}

using Page = std::function<web::Response(AccountSite&, const web::Call&, const Account&)>;

web::Handler for_own_account(const SharedSite& site, Page page) {
  return [site, page = std::move(page)](const web::Call& call) {
    const auto account = site->services.database.read(
        [&](Connection& connection) { return load_account(connection, site::visit_of(call).actor.person); });
    if (!account) return site::refusal_page(site->services, call.request, call.language, 404);
    return page(*site, call, *account);
  };
}

}  // namespace

void add_own_password_routes(web::Router& router, const SharedSite& site) {
  router.add({web::Method::get, "/{lang}/account/password", "accounts.own"},
             for_own_account(site, [](AccountSite& own, const web::Call& call, const Account& account) {
               return password_page(own.services, call, account, {});
             }));
  router.add({web::Method::post, "/{lang}/account/password", "accounts.own"}, for_own_account(site, submit));
}

}  // namespace kringwerk::accounts
