#include <array>

#include "access/io/sealed.h"
#include "accounts/io/account_mail.h"
#include "accounts/io/account_pages.h"
#include "accounts/io/account_store.h"
#include "accounts/io/form_page.h"
#include "accounts/io/second_factor_store.h"
#include "accounts/io/session_store.h"
#include "accounts/io/totp.h"
#include "base/result.h"
#include "notify/outbox.h"
#include "site/page.h"
#include "site/qr_code.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/request_target.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

constexpr std::array<std::string_view, 1> kFields{"code"};
constexpr std::string_view kPath = "/account/second-factor";

site::PageFrame frame_of(const site::Services& services, Language language, std::string_view title) {
  site::PageFrame frame;
  frame.title = services.texts.get(language, title);
  frame.index = site::PageFrame::Index::no;
  return frame;
}

/// A secret that waits for its first code travels in the form, sealed and of use in this session only.
std::string pending_context(const web::Call& call) {
  return "second_factor.pending:" + site::visit_of(call).actor.session;
}

struct SetUp {
  std::string secret;
  std::string to;
  Violations violations;
};

web::Response set_up_page(const site::Services& services, const web::Call& call, const Account& account,
                          const SetUp& set_up) {
  const Language language = call.language;
  web::Model model;
  model.set("ACTION", site::address(language, kPath)).set("TO", set_up.to);
  model.set("PENDING", access::seal(services.keys.records, pending_context(call), set_up.secret));
  model.set("QR_SVG", site::draw_qr_code(totp_address(set_up.secret, account.email),
                                         services.texts.get(language, "accounts.second_factor.qr_label")));
  model.set("SECRET", typed_totp_secret(set_up.secret));
  model.show_if(site::visit_of(call).lacks_second_factor, "REQUIRED");
  site::show_findings(services, language, set_up.violations, kFields, model, "accounts.field.");
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "accounts/second_factor.html", model,
                      frame_of(services, language, "accounts.second_factor.title"),
                      set_up.violations.empty() ? 200 : 422);
  });
}

web::Response codes_page(const site::Services& services, const web::Call& call, const std::vector<std::string>& codes,
                         const std::string& onward) {
  web::Model model;
  for (const std::string& code : codes) model.add("CODE").set("TEXT", code);
  model.set("ONWARD", onward);
  return site::page(services, call, "accounts/recovery_codes.html", model,
                    frame_of(services, call.language, "accounts.recovery.title"));
}

web::Response state_page(const site::Services& services, const web::Call& call, const Account& account) {
  const Language language = call.language;
  struct State {
    std::optional<Instant> set_at;
    int codes = 0;
  };
  const State state = services.database.read([&](Connection& connection) {
    return State{second_factor_set_at(connection, account.id), count_recovery_codes(connection, account.id)};
  });
  web::Model model;
  model.set("STATE", services.texts.format(language, "accounts.second_factor.since",
                                           {{"day", text::day(language, text::brussels_day(*state.set_at))}}));
  model.set("CODES_LEFT", services.texts.plural(language, "accounts.recovery.left", state.codes));
  model.set("CODES_ACTION", site::address(language, "/account/recovery-codes"));
  model.set("ANEW", site::address(language, std::string(kPath) + "?anew=1"));
  model.set("ACCOUNT", site::address(language, "/account"));
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "accounts/second_factor_state.html", model,
                      frame_of(services, language, "accounts.second_factor.title"));
  });
}

/// Somebody with a second factor that this session did not show yet shows it first.
web::Response to_prove(const web::Call& call, std::string_view to) {
  return web::Response::see_other(site::address(call.language, "/account/prove?to=") + web::percent_encoded(to));
}

web::Response show(const site::Services& services, const web::Call& call, const Account& account) {
  const std::string to(call.request.query.value("to"));
  if (account.has_second_factor && !site::visit_of(call).has_second_factor) {
    return to_prove(call, way_on(to, site::address(call.language, "/account")));
  }
  const bool sets_up = !account.has_second_factor || call.request.query.value("anew") == "1";
  if (!sets_up) return state_page(services, call, account);
  if (auto asked = site::ask_proof(services, call)) return *asked;
  return set_up_page(services, call, account, {make_totp_secret(), to, {}});
}

struct Kept {
  std::vector<std::string> codes;
  std::string session;
};

/// Sets the app up, makes recovery codes, ends all other sessions.
Result<Kept> keep(const site::Services& services, const web::Call& call, const Account& account,
                  const std::string& secret, std::int64_t step) {
  return services.database.write([&](Connection& transaction) -> Result<Kept> {
    const Instant now = services.now();
    const std::string& here = site::visit_of(call).actor.session;
    save_second_factor(services, transaction, account.id, secret, step);
    Kept kept{make_recovery_codes(transaction, account.id), {}};
    end_sessions(transaction, account.id, here, now);
    const auto session = renew_session(transaction, here, Shown::password_and_second_factor, now);
    if (!session) return Missing{};
    kept.session = *session;
    notify::queue_mail(transaction, services.make_id<notify::MailTag>(),
                       notice_mail(services, {account.email, account.language, ""}, "second_factor_set"), now);
    site::record(services, transaction, call, {"person.second_factor_set", "person", account.id.value(), {}});
    return kept;
  });
}

web::Response submit(const site::Services& services, const web::Call& call, const Account& account) {
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  const web::Pairs& fields = form.read.form.fields;
  const bool may_replace = !account.has_second_factor || site::visit_of(call).has_second_factor;
  const auto secret = access::open_sealed(services.keys.records, pending_context(call), fields.value("pending"));
  if (!may_replace || !secret) return site::expired_form_page(services, call);
  if (auto asked = site::ask_proof(services, call)) return *asked;
  std::string code(fields.value("code"));
  std::erase_if(code, [](char c) { return c == ' '; });
  const auto step = step_of_code(*secret, code, services.now());
  const std::string to(fields.value("to"));
  if (!step) {
    return set_up_page(services, call, account, {*secret, to, {{"accounts.code_wrong", "code", {}}}});
  }
  const auto kept = keep(services, call, account, *secret, *step);
  if (!kept) return web::Response::see_other(site::address(call.language, "/sign-in"));
  services.mail_waits();
  const std::string onward = way_on(to, site::address(call.language, "/account"));
  return with_session(services, codes_page(services, call, kept->codes, onward), kept->session);
}

web::Response make_codes(const site::Services& services, const web::Call& call, const Account& account) {
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  if (!account.has_second_factor || !site::visit_of(call).has_second_factor) {
    return to_prove(call, site::address(call.language, kPath));
  }
  if (site::ask_proof(services, call)) return to_prove(call, site::address(call.language, kPath));
  const auto codes = services.database.write([&](Connection& transaction) {
    site::record(services, transaction, call, {"person.recovery_codes_made", "person", account.id.value(), {}});
    return make_recovery_codes(transaction, account.id);
  });
  return codes_page(services, call, codes, site::address(call.language, "/account"));
}

using Page = std::function<web::Response(const site::Services&, const web::Call&, const Account&)>;

web::Handler for_own_account(const SharedSite& site, Page page) {
  return [site, page = std::move(page)](const web::Call& call) {
    const auto account = site->services.database.read(
        [&](Connection& connection) { return load_account(connection, site::visit_of(call).actor.person); });
    if (!account) return site::refusal_page(site->services, call.request, call.language, 404);
    return page(site->services, call, *account);
  };
}

}  // namespace

void add_second_factor_routes(web::Router& router, const SharedSite& site) {
  router.add({web::Method::get, "/{lang}/account/second-factor", "accounts.own"}, for_own_account(site, show));
  router.add({web::Method::post, "/{lang}/account/second-factor", "accounts.own"}, for_own_account(site, submit));
  router.add({web::Method::post, "/{lang}/account/recovery-codes", "accounts.own"}, for_own_account(site, make_codes));
}

}  // namespace kringwerk::accounts
