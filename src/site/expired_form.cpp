#include "site/kept_form.h"
#include "site/page.h"

namespace kringwerk::site {

namespace {

constexpr int kForbidden = 403;

/// What a page of this site sent itself, and nothing secret: then its sender may look at it once more and send it with
/// a new token. A form of another site never comes that far.
bool may_be_sent_again(const web::Call& call, const web::Form& sent) {
  if (call.request.header("sec-fetch-site").value_or("") != "same-origin" || !sent.uploads.empty()) return false;
  bool has_words = false;
  for (const auto& [name, value] : sent.fields.list()) {
    if (name.find("password") != std::string::npos || name == "code") return false;
    has_words = has_words || !value.empty();
  }
  return has_words;
}

/// Words rather than a number, a choice or a key.
bool is_prose(std::string_view value) {
  return value.find(' ') != std::string_view::npos;
}

/// What both pages have: the fields, hidden, and their words to be read.
web::Model model_of(const web::Call& call, const web::Form& sent) {
  web::Model model;
  model.set("ACTION", call.request.target);
  for (const auto& [name, value] : sent.fields.list()) {
    if (name == "csrf") continue;
    model.add("FIELD").set("NAME", name).set("VALUE", value);
    if (is_prose(value)) model.add("PROSE").set("TEXT", value);
  }
  return model;
}

web::Response forbidden_form(const Services& services, const web::Call& call, web::Model& model,
                             const std::string& which) {
  PageFrame frame;
  frame.title = services.texts.get(call.language, "site." + which + ".title");
  frame.index = PageFrame::Index::no;
  return with_form(services, call, model, [&] {
    return page(services, call, "site/" + which + ".html", model, frame, kForbidden)
        .with_header("Referrer-Policy", "same-origin");
  });
}

web::Response plain_refusal(const Services& services, const web::Call& call, const std::string& which) {
  web::Model model;
  model.set("TITLE", services.texts.get(call.language, "site." + which + ".title"));
  model.set("TEXT", services.texts.get(call.language, "site." + which + ".text"));
  model.set("HOME", address(call.language, ""));
  PageFrame frame;
  frame.title = services.texts.get(call.language, "site." + which + ".title");
  frame.index = PageFrame::Index::no;
  return page(services, call, "site/refusal.html", model, frame, kForbidden);
}

}  // namespace

web::Response expired_form_page(const Services& services, const web::Call& call) {
  const web::Form sent = web::read_form(call.request).form;
  if (!may_be_sent_again(call, sent)) return plain_refusal(services, call, "expired_form");
  web::Model model = model_of(call, sent);
  return forbidden_form(services, call, model, "expired_form");
}

std::optional<web::Response> ended_session_page(const Services& services, const web::Call& call,
                                                access::PersonId typed_by) {
  if (call.request.method != web::Method::post) return std::nullopt;
  const web::Form sent = web::read_form(call.request).form;
  if (!may_be_sent_again(call, sent)) return std::nullopt;
  web::Model model = model_of(call, sent);
  // Sent twice without a session, the form names its writer already.
  if (!sent.fields.first(kTypedBy)) model.add("FIELD").set("NAME", kTypedBy).set("VALUE", typed_by.text());
  model.set("SIGN_IN", address(call.language, "/sign-in"));
  return forbidden_form(services, call, model, "session_ended");
}

std::optional<web::Response> refuse_typed_by_another(const Services& services, const web::Call& call,
                                                     access::PersonId sender) {
  // Read only where the name of the field stands in what was sent: no other form has it.
  if (call.request.body.find(kTypedBy) == std::string::npos) return std::nullopt;
  const web::Form sent = web::read_form(call.request).form;
  const auto typed_by = sent.fields.first(kTypedBy);
  if (!typed_by || *typed_by == sender.text()) return std::nullopt;
  return plain_refusal(services, call, "typed_by_another");
}

}  // namespace kringwerk::site
