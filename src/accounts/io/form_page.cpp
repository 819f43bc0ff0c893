#include "accounts/io/form_page.h"

#include <algorithm>

#include "access/io/load_actor.h"
#include "accounts/device_name.h"
#include "accounts/io/attempt_store.h"
#include "site/page.h"
#include "site/visit.h"
#include "web/cookies.h"

namespace kringwerk::accounts {

namespace {

constexpr std::string_view kDeviceCookie = "device";

web::Response with_cookie(const site::Services& services, web::Response response, const web::Cookie& cookie) {
  response.headers.emplace_back("Set-Cookie", web::set_cookie(cookie, services.https));
  return response;
}

web::Response with_fresh_forms(const site::Services& services, web::Response response) {
  response.headers.emplace_back("Set-Cookie", services.csrf.fresh_ticket().set_cookie);
  response.is_private = true;
  return response;
}

void show_field(const site::Services& services, Language language, const FormField& field, const FormPage& page,
                web::Model& model) {
  web::Model& shown = model.add("FIELD");
  shown.set("NAME", field.name).set("TYPE", field.type).set("AUTOCOMPLETE", field.autocomplete);
  shown.set("VALUE", field.type == "password" ? std::string_view{} : std::string_view(field.value));
  shown.set("LABEL", services.texts.get(language, "accounts.field." + std::string(field.name)));
  shown.show_if(field.input == FormField::Input::digits, "NUMERIC");
  shown.show_if(field.input == FormField::Input::plain, "PLAIN");
  const auto found = std::find_if(page.violations.begin(), page.violations.end(),
                                  [&](const Violation& violation) { return violation.field == field.name; });
  const bool is_wrong = found != page.violations.end();
  if (is_wrong) shown.add("WRONG").set("MESSAGE", services.texts.finding(language, *found));
  if (!field.hint.empty()) shown.add("HINT").set("TEXT", field.hint);
  if (!is_wrong && field.hint.empty()) return;
  web::Model& described = shown.add("DESCRIBED");
  if (!field.hint.empty()) described.add("BY").set("ID", std::string(field.name) + "-hint");
  if (is_wrong) described.add("BY").set("ID", std::string(field.name) + "-error");
}

/// What concerns no field comes first, then the fields in their order.
void show_summary(const site::Services& services, Language language, const FormPage& page, web::Model& model) {
  if (page.violations.empty()) return;
  web::Model& summary = model.add("ERRORS");
  const auto show = [&](const Violation& violation) -> web::Model& {
    return summary.add("ERROR")
        .set("FIELD", violation.field)
        .set("MESSAGE", services.texts.finding(language, violation));
  };
  for (const Violation& violation : page.violations) {
    const bool has_field = std::any_of(page.fields.begin(), page.fields.end(),
                                       [&](const FormField& field) { return field.name == violation.field; });
    if (!has_field) show(violation);
  }
  for (const FormField& field : page.fields) {
    for (const Violation& violation : page.violations) {
      if (violation.field != field.name) continue;
      show(violation).add("LABEL").set("TEXT",
                                       services.texts.get(language, "accounts.field." + std::string(field.name)));
    }
  }
}

}  // namespace

FormField email_field(std::string value) {
  return {"email", "email", "username", std::move(value), {}, FormField::Input::plain};
}

FormField password_field() {
  return {"password", "password", "current-password", {}, {}, FormField::Input::plain};
}

FormField new_password_field(const site::Services& services, Language language, std::size_t shortest) {
  return {"password",
          "password",
          "new-password",
          {},
          services.texts.format(language, "accounts.new_password_hint",
                                {{"shortest", static_cast<std::int64_t>(shortest)}}),
          FormField::Input::plain};
}

FormField code_field(std::string hint) {
  return {"code", "text", "one-time-code", {}, std::move(hint), FormField::Input::plain};
}

web::Response form_page(const site::Services& services, const web::Call& call, const FormPage& page) {
  const Language language = call.language;
  const auto words = [&](std::string_view name) {
    return services.texts.get(language, std::string(page.id) + "." + std::string(name));
  };
  web::Model model;
  model.set("TITLE", words("title")).set("SEND", words("send")).set("ACTION", site::address(language, page.action));
  if (!page.lead.empty()) model.add("LEAD").set("TEXT", page.lead);
  for (const auto& [name, value] : page.hidden) model.add("HIDDEN").set("NAME", name).set("VALUE", value);
  for (const auto& [text, path] : page.links) {
    model.add("LINK").set("TEXT", text).set("ADDRESS", site::address(language, path));
  }
  for (const FormField& field : page.fields) show_field(services, language, field, page, model);
  show_summary(services, language, page, model);
  site::PageFrame frame;
  frame.title = words("title");
  frame.index = site::PageFrame::Index::no;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "accounts/form.html", model, frame, page.violations.empty() ? 200 : 422)
        .with_header("Referrer-Policy", "same-origin");
  });
}

web::Response notice_page(const site::Services& services, const web::Call& call, std::string_view id,
                          const std::string& onward) {
  const auto words = [&](std::string_view name) {
    return services.texts.get(call.language, std::string(id) + "." + std::string(name));
  };
  web::Model model;
  model.set("TITLE", words("title")).set("TEXT", words("text")).set("ONWARD", words("onward"));
  model.set("ADDRESS", site::address(call.language, onward));
  site::PageFrame frame;
  frame.title = words("title");
  frame.index = site::PageFrame::Index::no;
  return site::page(services, call, "accounts/notice.html", model, frame);
}

web::Response busy_page(const site::Services& services, const web::Call& call) {
  return site::refusal_page(services, call.request, call.language, 503).with_header("Retry-After", "3");
}

OwnForm own_form(const site::Services& services, const web::Call& call) {
  OwnForm form{web::read_form(call.request), std::nullopt};
  if (!site::is_own_form(services, call, form.read.form)) form.refused = site::expired_form_page(services, call);
  return form;
}

std::string way_on(std::string_view to, const std::string& otherwise) {
  return web::is_local_address(to) ? std::string(to) : otherwise;
}

Browser browser_of(const site::Services& services, const web::Call& call) {
  const access::Visit& visit = site::visit_of(call);
  Browser browser;
  browser.remote_address = call.request.remote_address;
  browser.device_token = call.request.cookie(web::cookie_name(kDeviceCookie, services.https)).value_or("");
  browser.device_name = device_name(call.request.header("user-agent").value_or(""));
  browser.request_id = call.request.request_id;
  browser.signed_in = visit.actor.person;
  browser.session = visit.actor.session;
  return browser;
}

web::Response with_session(const site::Services& services, web::Response response, const std::string& token) {
  return with_fresh_forms(services,
                          with_cookie(services, std::move(response), {std::string(access::kSessionCookie), token, {}}));
}

web::Response signed_in(const site::Services& services, web::Response response, const SignedIn& tokens) {
  return with_session(
      services,
      with_cookie(services, std::move(response), {std::string(kDeviceCookie), tokens.device, kDeviceStaysKnown}),
      tokens.session);
}

web::Response without_session(const site::Services& services, web::Response response) {
  return with_fresh_forms(services, with_cookie(services, std::move(response),
                                                {std::string(access::kSessionCookie), "", std::chrono::seconds{0}}));
}

}  // namespace kringwerk::accounts
