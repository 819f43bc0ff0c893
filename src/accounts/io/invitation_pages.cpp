#include "accounts/io/accept_invitation.h"
#include "accounts/io/account_mail.h"
#include "accounts/io/account_pages.h"
#include "accounts/io/account_store.h"
#include "accounts/io/form_page.h"
#include "accounts/io/load_invitations.h"
#include "accounts/io/new_password.h"
#include "site/page.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

constexpr std::size_t kLongestName = 100;

struct Opened {
  SentInvitation sent;
  bool has_account = false;
};

std::optional<Opened> open(const site::Services& services, const web::Call& call) {
  return services.database.read([&](Connection& connection) -> std::optional<Opened> {
    const auto sent = load_open_invitation(connection, call.parameter("secret"), services.now());
    if (!sent) return std::nullopt;
    return Opened{*sent, load_account(connection, sent->invitation.email).has_value()};
  });
}

web::Response ended(const site::Services& services, const web::Call& call) {
  web::Response response = notice_page(services, call, "accounts.link_ended", "/sign-in");
  response.status = 404;
  return response;
}

web::Response invitation_page(const site::Services& services, const web::Call& call, const Opened& opened,
                              const std::string& name, Violations violations) {
  const Invitation& invitation = opened.sent.invitation;
  FormPage page;
  page.id = opened.has_account ? "accounts.invitation_known" : "accounts.invitation";
  page.action = "/invitations/" + std::string(call.parameter("secret"));
  page.lead =
      services.texts.format(call.language, std::string(page.id) + ".lead",
                            {{"role", role_words(services, call.language, invitation)}, {"email", invitation.email}});
  if (!opened.has_account) {
    page.fields = {{"name", "text", "name", name, {}, FormField::Input::words},
                   new_password_field(services, call.language, kShortestAlone)};
    // Password managers keep the password under the right name.
    page.hidden = {{"username", invitation.email}};
  }
  page.violations = std::move(violations);
  return form_page(services, call, page);
}

web::Response answer(const site::Services& services, const web::Call& call,
                     const Result<std::optional<SignedIn>>& accepted, const Invitation& invitation) {
  if (!accepted) return ended(services, call);
  if (!accepted->has_value()) return notice_page(services, call, "accounts.invitation_done", "/sign-in");
  const bool needs_second = access::needs_second_factor(invitation.role);
  const std::string next = site::address(call.language, needs_second ? "/account/second-factor" : "/account");
  return signed_in(services, web::Response::see_other(next), **accepted);
}

web::Response submit(AccountSite& site, const web::Call& call) {
  const site::Services& services = site.services;
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  const auto opened = open(services, call);
  if (!opened) return ended(services, call);
  const Invitation& invitation = opened->sent.invitation;
  Acceptance acceptance{std::string(call.parameter("secret")), {}, {}, call.language};
  if (opened->has_account) {
    return answer(services, call, accept_invitation(site, browser_of(services, call), acceptance), invitation);
  }
  web::FormReader reader(form.read.form, call.language);
  acceptance.name = reader.line("name", web::FormReader::Presence::required, kLongestName);
  const CheckedPassword password =
      read_new_password(site, form.read.form, {acceptance.name, invitation.email, Protection::password_alone});
  Violations violations = form.read.violations;
  append(violations, reader.violations());
  append(violations, password.violations);
  if (!violations.empty()) {
    return invitation_page(services, call, *opened, std::string(reader.typed("name")), violations);
  }
  {
    const auto turn = site.hasher.enter(PasswordHasher::Lane::known);
    if (!turn) return busy_page(services, call);
    acceptance.password_hash = turn->hash(password.text);
  }
  return answer(services, call, accept_invitation(site, browser_of(services, call), acceptance), invitation);
}

}  // namespace

void add_invitation_routes(web::Router& router, const SharedSite& site) {
  router.add({web::Method::get, "/{lang}/invitations/{secret}", "accounts.invitation"}, [site](const web::Call& call) {
    const auto opened = open(site->services, call);
    if (!opened) return ended(site->services, call);
    return invitation_page(site->services, call, *opened, opened->sent.invitation.name, {});
  });
  router.add({web::Method::post, "/{lang}/invitations/{secret}", "accounts.invitation"},
             [site](const web::Call& call) { return submit(*site, call); });
}

}  // namespace kringwerk::accounts
