#include "accounts/io/own_account_view.h"

#include <array>
#include <charconv>

#include "accounts/io/second_factor_store.h"
#include "accounts/io/session_store.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

constexpr std::array<std::string_view, 1> kFields{"name"};
constexpr std::array<std::string_view, 3> kOwnNames{"Nederlands", "English", "français"};
struct Saved {
  std::string_view what;
  std::string_view text;
};
constexpr std::array<Saved, 3> kSaved{{{"profile", "accounts.own.saved_profile"},
                                       {"password", "accounts.own.saved_password"},
                                       {"sessions", "accounts.own.saved_sessions"}}};

struct Known {
  std::optional<Account> account;
  std::vector<SessionLine> sessions;
  int recovery_codes = 0;
};

Known load(const site::Services& services, access::PersonId person) {
  return services.database.read([&](Connection& connection) {
    return Known{load_account(connection, person), load_sessions(connection, person, services.now()),
                 count_recovery_codes(connection, person)};
  });
}

void show_languages(Language chosen, web::Model& model) {
  for (const Language language : kLanguages) {
    web::Model& choice = model.add("CHOICE");
    choice.set("CODE", language_code(language)).set("LABEL", kOwnNames[static_cast<std::size_t>(language)]);
    choice.show_if(language == chosen, "CHOSEN");
  }
}

void show_sessions(const site::Services& services, const web::Call& call, const Known& known, web::Model& model) {
  const std::string& here = site::visit_of(call).actor.session;
  const std::string action = site::address(call.language, "/account/sessions");
  for (const SessionLine& line : known.sessions) {
    web::Model& row = model.add("SESSION");
    row.set("DEVICE",
            line.device.empty() ? services.texts.get(call.language, "accounts.own.unknown_device") : line.device);
    row.set("SINCE", text::moment(call.language, line.created_at))
        .set("SEEN", text::moment(call.language, line.seen_at));
    row.show_if(line.session_hash == here, "HERE");
    if (line.session_hash != here) row.add("OTHER").set("ACTION", action).set("SESSION_HASH", line.session_hash);
  }
  if (known.sessions.size() > 1) model.add("OTHERS").set("ACTION", action);
}

void show_roles(const site::Services& services, const web::Call& call, web::Model& model) {
  const auto& roles = site::visit_of(call).actor.roles;
  if (roles.empty()) return;
  web::Model& list = model.add("ROLES");
  for (const access::HeldRole& held : roles) {
    list.add("ROLE").set("NAME",
                         services.texts.get(call.language, "accounts.role." + std::string(access::key_of(held.role))));
  }
}

void show_second_factor(const site::Services& services, const web::Call& call, const Known& known, web::Model& model) {
  const Language language = call.language;
  const bool has = known.account->has_second_factor;
  model.set("SECOND_FACTOR", site::address(language, "/account/second-factor"));
  model.set("SECOND_STATE", has ? services.texts.plural(language, "accounts.own.second_on", known.recovery_codes)
                                : services.texts.get(language, "accounts.own.second_off"));
  model.set("SECOND_LINK", services.texts.get(language, has ? "accounts.own.manage" : "accounts.own.set_up"));
  model.show_if(site::visit_of(call).lacks_second_factor, "WARNING");
}

}  // namespace

web::Response own_account_page(const site::Services& services, const web::Call& call, const OwnAccountView& view) {
  const Language language = call.language;
  const Known known = load(services, site::visit_of(call).actor.person);
  if (!known.account) return site::refusal_page(services, call.request, language, 404);
  web::Model model;
  model.set("EMAIL", known.account->email).set("VERSION", known.account->version);
  model.set("NAME", view.violations.empty() ? known.account->name : view.typed_name);
  model.set("ACTION", site::address(language, "/account")).set("SIGN_OUT", site::address(language, "/sign-out"));
  model.set("PASSWORD", site::address(language, "/account/password"));
  model.set("HISTORY", site::address(language, "/account/history"));
  for (const Saved& saved : kSaved) {
    if (call.request.query.value("saved") != saved.what) continue;
    model.add("SAVED").set("TEXT", services.texts.get(language, saved.text));
  }
  show_languages(known.account->language, model);
  show_roles(services, call, model);
  show_second_factor(services, call, known, model);
  show_sessions(services, call, known, model);
  site::show_findings(services, language, view.violations, kFields, model, "accounts.field.");
  site::PageFrame frame;
  frame.title = services.texts.get(language, "accounts.own.title");
  frame.index = site::PageFrame::Index::no;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "accounts/account.html", model, frame, view.violations.empty() ? 200 : 422);
  });
}

std::int64_t whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

}  // namespace kringwerk::accounts
