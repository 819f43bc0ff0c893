#include "accounts/io/new_password.h"

#include "base/violation.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

/// Without the digits and signs at the end that people add to a word.
std::string without_tail(const std::string& text) {
  const auto last = text.find_last_not_of("0123456789!?.,;:-_ *#@&+=$%()/");
  return last == std::string::npos ? std::string() : text.substr(0, last + 1);
}

}  // namespace

CheckedPassword read_new_password(const AccountSite& site, const web::Form& form, const PasswordOwner& owner) {
  NewPassword password;
  password.text = text::composed(form.fields.value("password"));
  password.lower_case = text::lower_case(password.text);
  password.is_common =
      site.common.contains(password.lower_case) || site.common.contains(without_tail(password.lower_case));
  password.protection = owner.protection;
  password.own_words = site.site_words;
  for (const std::string& text : {owner.name, owner.email}) {
    for (std::string& word : guessable_words(text::lower_case(text))) password.own_words.push_back(std::move(word));
  }
  return {password.text, check_password(password)};
}

std::size_t shortest_for(Protection protection) {
  return protection == Protection::password_alone ? kShortestAlone : kShortestWithSecondFactor;
}

}  // namespace kringwerk::accounts
