#include <array>

#include "access/io/load_actor.h"
#include "accounts/io/account_pages.h"
#include "accounts/io/form_page.h"
#include "accounts/io/own_account_view.h"
#include "accounts/io/prove.h"
#include "accounts/io/session_store.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

constexpr std::size_t kLongestName = 100;
constexpr std::array<std::string_view, 3> kCodes{"nl", "en", "fr"};

web::Response to_account(const web::Call& call, std::string_view saved) {
  return web::Response::see_other(site::address(call.language, "/account?saved=") + std::string(saved));
}

Result<Done> save(const site::Services& services, const web::Call& call, const Account& typed) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const auto before = load_account(transaction, typed.id);
    if (!before) return Missing{};
    if (before->version != typed.version || !save_profile(transaction, typed)) return Conflict{};
    std::vector<access::FieldChange> changes;
    if (before->name != typed.name) changes.push_back({"name", "", ""});
    if (before->language != typed.language) {
      changes.push_back(
          {"language", std::string(language_code(before->language)), std::string(language_code(typed.language))});
    }
    site::record(services, transaction, call, {"person.updated", "person", typed.id.value(), changes});
    return Done{};
  });
}

web::Response submit_profile(const AccountSite& site, const web::Call& call) {
  const site::Services& services = site.services;
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  web::FormReader reader(form.read.form, call.language);
  Account typed;
  typed.id = site::visit_of(call).actor.person;
  typed.name = reader.line("name", web::FormReader::Presence::required, kLongestName);
  const auto chosen = reader.choice("language", kCodes, web::FormReader::Presence::required);
  if (chosen) typed.language = kLanguages[*chosen];
  typed.version = whole_number(reader.typed("version"));
  Violations violations = form.read.violations;
  append(violations, reader.violations());
  if (violations.empty()) {
    const auto saved = save(services, call, typed);
    if (saved) return to_account(call, "profile");
    if (!std::holds_alternative<Conflict>(saved.error())) {
      return site::refusal_page(services, call.request, call.language, 404);
    }
    violations.push_back({"accounts.changed_elsewhere", "", {}});
  }
  return own_account_page(services, call, {std::string(reader.typed("name")), violations});
}

/// One session by its hash, or "others".
web::Response submit_end(const site::Services& services, const web::Call& call) {
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  const access::Actor& actor = site::visit_of(call).actor;
  const std::string which(form.read.form.fields.value("session"));
  services.database.write([&](Connection& transaction) {
    const Instant now = services.now();
    const std::int64_t ended = which == "others" ? end_sessions(transaction, actor.person, actor.session, now)
                                                 : (end_session(transaction, actor.person, which, now) ? 1 : 0);
    if (ended == 0) return;
    site::record(services, transaction, call,
                 {"session.revoked", "person", actor.person.value(), {{"sessions", "", std::to_string(ended)}}});
  });
  if (which == actor.session)
    return without_session(services, web::Response::see_other(site::address(call.language, "")));
  return to_account(call, "sessions");
}

web::Response prove_page(const site::Services& services, const web::Call& call, std::string_view to,
                         Violations violations) {
  const auto account = services.database.read(
      [&](Connection& connection) { return load_account(connection, site::visit_of(call).actor.person); });
  FormPage page;
  page.id = "accounts.prove";
  page.action = "/account/prove";
  page.lead = services.texts.get(call.language, "accounts.prove.lead");
  if (account && account->has_second_factor) {
    page.fields = {code_field(services.texts.get(call.language, "accounts.code_or_recovery_hint"))};
  } else {
    page.fields = {{"current_password", "password", "current-password", {}, {}, FormField::Input::plain}};
  }
  page.hidden = {{"to", std::string(to)}};
  page.violations = std::move(violations);
  return form_page(services, call, page);
}

web::Response submit_prove(AccountSite& site, const web::Call& call) {
  const site::Services& services = site.services;
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  const web::Pairs& fields = form.read.form.fields;
  const auto answer = prove(site, browser_of(services, call),
                            {text::composed(fields.value("current_password")), std::string(fields.value("code"))});
  if (std::holds_alternative<TooBusy>(answer)) return busy_page(services, call);
  if (const auto* refused = std::get_if<Violations>(&answer)) {
    return prove_page(services, call, fields.value("to"), *refused);
  }
  const std::string target = way_on(fields.value("to"), site::address(call.language, "/account"));
  return with_session(services, web::Response::see_other(target), std::get<Proved>(answer).session);
}

}  // namespace

void add_own_account_routes(web::Router& router, const SharedSite& site) {
  using web::Call;
  using web::Method;
  router.add({Method::get, "/{lang}/account", "accounts.own"},
             [site](const Call& call) { return own_account_page(site->services, call, {}); });
  router.add({Method::post, "/{lang}/account", "accounts.own"},
             [site](const Call& call) { return submit_profile(*site, call); });
  router.add({Method::post, "/{lang}/account/sessions", "accounts.own"},
             [site](const Call& call) { return submit_end(site->services, call); });
  router.add({Method::get, "/{lang}/account/prove", "accounts.own"},
             [site](const Call& call) { return prove_page(site->services, call, call.request.query.value("to"), {}); });
  router.add({Method::post, "/{lang}/account/prove", "accounts.own"},
             [site](const Call& call) { return submit_prove(*site, call); });
  add_own_password_routes(router, site);
}

}  // namespace kringwerk::accounts
