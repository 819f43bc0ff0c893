#pragma once

#include <string>
#include <string_view>

namespace kringwerk::accounts {

/// The form in which an e-mail address names an account (person.email): JO@x.be and jo@x.be are one mailbox, so they
/// are one account. Two writings that only some mail server tells apart cannot both have one.
std::string account_key(std::string_view email);

}  // namespace kringwerk::accounts
