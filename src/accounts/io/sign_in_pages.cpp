#include "access/io/load_actor.h"
#include "accounts/io/account_key.h"
#include "accounts/io/account_pages.h"
#include "accounts/io/form_page.h"
#include "accounts/io/session_store.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/cookies.h"
#include "web/request_target.h"

namespace kringwerk::accounts {

namespace {

constexpr std::string_view kTicketCookie = "sign-in";

std::string with_to(const std::string& path, std::string_view to) {
  return to.empty() ? path : path + "?to=" + web::percent_encoded(to);
}

web::Response sign_in_page(const site::Services& services, const web::Call& call, std::string_view to,
                           const std::string& email, Violations violations) {
  const auto words = [&](std::string_view id) { return services.texts.get(call.language, id); };
  FormPage page;
  page.id = "accounts.sign_in";
  page.action = "/sign-in";
  page.fields = {email_field(email), password_field()};
  page.hidden = {{"to", std::string(to)}};
  page.links = {{words("accounts.sign_in.forgotten"), "/password-reset"},
                {words("accounts.sign_in.register"), "/register"}};
  page.violations = std::move(violations);
  return form_page(services, call, page);
}

web::Response second_page(const site::Services& services, const web::Call& call, std::string_view to,
                          Violations violations) {
  FormPage page;
  page.id = "accounts.sign_in_second";
  page.action = "/sign-in/second-factor";
  page.lead = services.texts.get(call.language, "accounts.sign_in_second.lead");
  page.fields = {code_field(services.texts.get(call.language, "accounts.code_or_recovery_hint"))};
  page.hidden = {{"to", std::string(to)}};
  page.links = {{services.texts.get(call.language, "accounts.sign_in_second.again"), "/sign-in"}};
  page.violations = std::move(violations);
  return form_page(services, call, page);
}

web::Response ticket_answer(const site::Services& services, const web::Call& call, const std::string& ticket,
                            std::string_view to) {
  auto response = web::Response::see_other(with_to(site::address(call.language, "/sign-in/second-factor"), to));
  const web::Cookie cookie{std::string(kTicketCookie), ticket, kTicketLasts};
  response.headers.emplace_back("Set-Cookie", web::set_cookie(cookie, services.https));
  return response;
}

web::Response let_through(const site::Services& services, const web::Call& call, const SignedIn& tokens,
                          std::string_view to) {
  const std::string target = way_on(to, site::address(call.language, "/account"));
  auto response = signed_in(services, web::Response::see_other(target), tokens);
  const web::Cookie ended{std::string(kTicketCookie), "", std::chrono::seconds{0}};
  response.headers.emplace_back("Set-Cookie", web::set_cookie(ended, services.https));
  return response;
}

web::Response submit_sign_in(AccountSite& site, const web::Call& call) {
  const site::Services& services = site.services;
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  const web::Pairs& fields = form.read.form.fields;
  const std::string to(fields.value("to"));
  web::FormReader reader(form.read.form, call.language);
  const std::string email = reader.email("email", web::FormReader::Presence::required);
  Violations violations = form.read.violations;
  append(violations, reader.violations());
  if (fields.value("password").empty()) violations.push_back({"web.required", "password", {}});
  const std::string typed(fields.value("email"));
  if (!violations.empty()) return sign_in_page(services, call, to, typed, violations);
  const auto answer =
      sign_in(site, browser_of(services, call), {account_key(email), text::composed(fields.value("password"))});
  if (std::holds_alternative<TooBusy>(answer)) return busy_page(services, call);
  if (const auto* refused = std::get_if<Violations>(&answer)) return sign_in_page(services, call, to, typed, *refused);
  if (const auto* second = std::get_if<NeedsSecondFactor>(&answer)) {
    return ticket_answer(services, call, second->ticket, to);
  }
  return let_through(services, call, std::get<SignedIn>(answer), to);
}

web::Response submit_second(AccountSite& site, const web::Call& call) {
  const site::Services& services = site.services;
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  const std::string to(form.read.form.fields.value("to"));
  const std::string ticket(call.request.cookie(web::cookie_name(kTicketCookie, services.https)).value_or(""));
  const auto answer =
      sign_in_second(site, browser_of(services, call), {ticket, std::string(form.read.form.fields.value("code"))});
  const auto* refused = std::get_if<Violations>(&answer);
  if (refused == nullptr) return let_through(services, call, std::get<SignedIn>(answer), to);
  const bool must_begin_again = refused->front().rule == "accounts.ticket_ended";
  return must_begin_again ? sign_in_page(services, call, to, {}, *refused) : second_page(services, call, to, *refused);
}

web::Response sign_out(const site::Services& services, const web::Call& call) {
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  const access::Actor& actor = site::visit_of(call).actor;
  if (actor.is_signed_in()) {
    services.database.write([&](storage::Connection& transaction) {
      if (!end_session(transaction, actor.person, actor.session, services.now())) return;
      site::record(services, transaction, call, {"session.signed_out", "person", actor.person.value(), {}});
    });
  }
  return without_session(services, web::Response::see_other(site::address(call.language, "")));
}

}  // namespace

void add_sign_in_routes(web::Router& router, const SharedSite& site) {
  using web::Call;
  using web::Method;
  router.add({Method::get, "/{lang}/sign-in", "accounts.sign_in"}, [site](const Call& call) {
    return sign_in_page(site->services, call, call.request.query.value("to"), {}, {});
  });
  router.add({Method::post, "/{lang}/sign-in", "accounts.sign_in"},
             [site](const Call& call) { return submit_sign_in(*site, call); });
  router.add({Method::get, "/{lang}/sign-in/second-factor", "accounts.sign_in"}, [site](const Call& call) {
    return second_page(site->services, call, call.request.query.value("to"), {});
  });
  router.add({Method::post, "/{lang}/sign-in/second-factor", "accounts.sign_in"},
             [site](const Call& call) { return submit_second(*site, call); });
  router.add({Method::post, "/{lang}/sign-out", "accounts.sign_out"},
             [site](const Call& call) { return sign_out(site->services, call); });
}

}  // namespace kringwerk::accounts
