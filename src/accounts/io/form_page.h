#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accounts/io/sign_in.h"
#include "site/services.h"
#include "web/form.h"
#include "web/router.h"

/// The small forms of this module: a title, a few fields, one button. Words by id: PAGE.title, PAGE.send,
/// accounts.field.NAME and, with Hint::yes, accounts.field.NAME_hint.
namespace kringwerk::accounts {

struct FormField {
  std::string_view name;
  std::string_view type = "text";  ///< a password is never shown again
  std::string_view autocomplete = "off";
  std::string value;
  std::string hint;
  enum class Input { words, plain, digits } input = Input::words;
};
FormField email_field(std::string value);
FormField password_field();
/// `shortest`: how long a new one has to be, for the hint.
FormField new_password_field(const site::Services& services, Language language, std::size_t shortest);
FormField code_field(std::string hint = {});

struct FormPage {
  std::string_view id;  ///< "accounts.sign_in"
  std::string action;   ///< path after the language
  std::string lead;
  std::vector<FormField> fields;
  std::vector<std::pair<std::string, std::string>> hidden;
  std::vector<std::pair<std::string, std::string>> links;  ///< text, path after the language
  Violations violations;
};
/// 200, or 422 with findings. Never indexed; the address may hold a secret, so no other site hears of it.
web::Response form_page(const site::Services& services, const web::Call& call, const FormPage& page);

/// A page that says one thing and leads on. Words: ID.title, ID.text, ID.onward.
web::Response notice_page(const site::Services& services, const web::Call& call, std::string_view id,
                          const std::string& onward);
/// 503: try again in a few seconds.
web::Response busy_page(const site::Services& services, const web::Call& call);

/// A POST's form, when it is ours; else the answer for it.
struct OwnForm {
  web::ReadForm read;
  std::optional<web::Response> refused;
};
OwnForm own_form(const site::Services& services, const web::Call& call);

/// Where the reader wanted to go (query or field "to"); only addresses of this site, else `otherwise`.
std::string way_on(std::string_view to, const std::string& otherwise);

Browser browser_of(const site::Services& services, const web::Call& call);
/// Puts the tokens into cookies and ends the form tokens that the browser had before.
web::Response signed_in(const site::Services& services, web::Response response, const SignedIn& tokens);
/// The same for a session that got a new token.
web::Response with_session(const site::Services& services, web::Response response, const std::string& token);
/// Takes the session's cookie away.
web::Response without_session(const site::Services& services, web::Response response);

}  // namespace kringwerk::accounts
