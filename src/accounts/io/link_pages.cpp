#include "accounts/io/account_pages.h"
#include "accounts/io/account_store.h"
#include "accounts/io/form_page.h"
#include "accounts/io/new_password.h"
#include "accounts/io/set_by_link.h"
#include "site/page.h"

/// Making an account and setting a new password: first an address, then the link in the mail.
namespace kringwerk::accounts {

namespace {

using storage::Connection;

constexpr std::size_t kLongestName = 100;

struct Kind {
  LinkPurpose purpose;
  std::string_view ask;   ///< texts of the page that asks the address
  std::string_view set;   ///< texts of the page of the link
  std::string_view path;  ///< after the language
};
constexpr Kind kRegister{LinkPurpose::make_account, "accounts.register", "accounts.register_link", "/register"};
constexpr Kind kReset{LinkPurpose::new_password, "accounts.reset", "accounts.reset_link", "/password-reset"};

web::Response ask_page(const site::Services& services, const web::Call& call, const Kind& kind,
                       const std::string& email, Violations violations) {
  FormPage page;
  page.id = kind.ask;
  page.action = std::string(kind.path);
  page.lead = services.texts.get(call.language, std::string(kind.ask) + ".lead");
  page.fields = {email_field(email)};
  page.links = {{services.texts.get(call.language, "accounts.sign_in.title"), "/sign-in"}};
  page.violations = std::move(violations);
  return form_page(services, call, page);
}

web::Response submit_ask(const AccountSite& site, const web::Call& call, const Kind& kind) {
  const site::Services& services = site.services;
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  web::FormReader reader(form.read.form, call.language);
  const LinkRequest request{kind.purpose, reader.email("email", web::FormReader::Presence::required), call.language};
  Violations violations = form.read.violations;
  append(violations, reader.violations());
  if (violations.empty()) {
    const auto asked = ask_link(site, browser_of(services, call), request);
    if (asked) return notice_page(services, call, "accounts.mail_sent", "");
    violations = std::get<Invalid>(asked.error()).violations;
  }
  return ask_page(services, call, kind, std::string(reader.typed("email")), violations);
}

/// The link's address, with its account when there is one.
struct Opened {
  std::string email;
  std::optional<Account> account;
  Protection protection() const {
    return account && account->has_second_factor ? Protection::with_second_factor : Protection::password_alone;
  }
};

std::optional<Opened> open(const site::Services& services, const web::Call& call, const Kind& kind) {
  return services.database.read([&](Connection& connection) -> std::optional<Opened> {
    const auto email = email_of_link(connection, kind.purpose, call.parameter("secret"), services.now());
    if (!email) return std::nullopt;
    Opened opened{*email, load_account(connection, *email)};
    const bool fits = (kind.purpose == LinkPurpose::new_password) == opened.account.has_value();
    return fits ? std::optional<Opened>{opened} : std::nullopt;
  });
}

web::Response ended(const site::Services& services, const web::Call& call, const Kind& kind) {
  web::Response response = notice_page(services, call, "accounts.link_ended", std::string(kind.path));
  response.status = 404;
  return response;
}

web::Response set_page(const site::Services& services, const web::Call& call, const Kind& kind, const Opened& opened,
                       const std::string& name, Violations violations) {
  FormPage page;
  page.id = kind.set;
  page.action = std::string(kind.path) + "/" + std::string(call.parameter("secret"));
  page.lead = services.texts.format(call.language, std::string(kind.set) + ".lead", {{"email", opened.email}});
  if (kind.purpose == LinkPurpose::make_account) {
    page.fields.push_back({"name", "text", "name", name, {}, FormField::Input::words});
  }
  page.fields.push_back(new_password_field(services, call.language, shortest_for(opened.protection())));
  page.hidden = {{"username", opened.email}};
  page.violations = std::move(violations);
  return form_page(services, call, page);
}

web::Response done(const AccountSite& site, const web::Call& call, const Kind& kind, const LinkedAccount& linked) {
  const site::Services& services = site.services;
  const Browser browser = browser_of(services, call);
  if (kind.purpose == LinkPurpose::new_password) {
    if (!reset_by_link(site, browser, linked)) return ended(services, call, kind);
    return without_session(services, notice_page(services, call, "accounts.reset_done", "/sign-in"));
  }
  const auto tokens = register_by_link(site, browser, linked);
  if (!tokens) return ended(services, call, kind);
  return signed_in(services, web::Response::see_other(site::address(call.language, "/account")), *tokens);
}

web::Response submit_set(AccountSite& site, const web::Call& call, const Kind& kind) {
  const site::Services& services = site.services;
  OwnForm form = own_form(services, call);
  if (form.refused) return *form.refused;
  const auto opened = open(services, call, kind);
  if (!opened) return ended(services, call, kind);
  web::FormReader reader(form.read.form, call.language);
  LinkedAccount linked{std::string(call.parameter("secret")), {}, {}, call.language};
  if (kind.purpose == LinkPurpose::make_account) {
    linked.name = reader.line("name", web::FormReader::Presence::required, kLongestName);
  }
  const std::string name = opened->account ? opened->account->name : linked.name;
  const CheckedPassword password = read_new_password(site, form.read.form, {name, opened->email, opened->protection()});
  Violations violations = form.read.violations;
  append(violations, reader.violations());
  append(violations, password.violations);
  if (!violations.empty()) {
    return set_page(services, call, kind, *opened, std::string(reader.typed("name")), violations);
  }
  {
    const auto turn = site.hasher.enter(PasswordHasher::Lane::known);
    if (!turn) return busy_page(services, call);
    linked.password_hash = turn->hash(password.text);
  }
  return done(site, call, kind, linked);
}

web::Response show_link(const AccountSite& site, const web::Call& call, const Kind& kind) {
  const auto opened = open(site.services, call, kind);
  if (!opened) return ended(site.services, call, kind);
  return set_page(site.services, call, kind, *opened, {}, {});
}

}  // namespace

void add_link_routes(web::Router& router, const SharedSite& site) {
  using web::Call;
  using web::Method;
  const auto ask = [site](const Kind& kind) {
    return [site, kind](const Call& call) { return ask_page(site->services, call, kind, {}, {}); };
  };
  const auto submit = [site](const Kind& kind) {
    return [site, kind](const Call& call) { return submit_ask(*site, call, kind); };
  };
  const auto show = [site](const Kind& kind) {
    return [site, kind](const Call& call) { return show_link(*site, call, kind); };
  };
  const auto set = [site](const Kind& kind) {
    return [site, kind](const Call& call) { return submit_set(*site, call, kind); };
  };
  router.add({Method::get, "/{lang}/register", "accounts.register"}, ask(kRegister));
  router.add({Method::post, "/{lang}/register", "accounts.register"}, submit(kRegister));
  router.add({Method::get, "/{lang}/register/{secret}", "accounts.register_link"}, show(kRegister));
  router.add({Method::post, "/{lang}/register/{secret}", "accounts.register_link"}, set(kRegister));
  router.add({Method::get, "/{lang}/password-reset", "accounts.reset"}, ask(kReset));
  router.add({Method::post, "/{lang}/password-reset", "accounts.reset"}, submit(kReset));
  router.add({Method::get, "/{lang}/password-reset/{secret}", "accounts.reset_link"}, show(kReset));
  router.add({Method::post, "/{lang}/password-reset/{secret}", "accounts.reset_link"}, set(kReset));
}

}  // namespace kringwerk::accounts
