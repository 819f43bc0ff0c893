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

web::Response send_again_page(const Services& services, const web::Call& call, const web::Form& sent) {
  web::Model model;
  model.set("ACTION", call.request.target);
  for (const auto& [name, value] : sent.fields.list()) {
    if (name == "csrf") continue;
    model.add("FIELD").set("NAME", name).set("VALUE", value);
    if (is_prose(value)) model.add("PROSE").set("TEXT", value);
  }
  PageFrame frame;
  frame.title = services.texts.get(call.language, "site.expired_form.title");
  frame.index = PageFrame::Index::no;
  return with_form(services, call, model, [&] {
    return page(services, call, "site/expired_form.html", model, frame, kForbidden)
        .with_header("Referrer-Policy", "same-origin");
  });
}

}  // namespace

web::Response expired_form_page(const Services& services, const web::Call& call) {
  const web::Form sent = web::read_form(call.request).form;
  if (may_be_sent_again(call, sent)) return send_again_page(services, call, sent);
  web::Model model;
  model.set("TITLE", services.texts.get(call.language, "site.expired_form.title"));
  model.set("TEXT", services.texts.get(call.language, "site.expired_form.text"));
  model.set("HOME", address(call.language, ""));
  PageFrame frame;
  frame.title = services.texts.get(call.language, "site.expired_form.title");
  frame.index = PageFrame::Index::no;
  return page(services, call, "site/refusal.html", model, frame, kForbidden);
}

}  // namespace kringwerk::site
