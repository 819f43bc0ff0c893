#pragma once

#include <string>
#include <string_view>

#include "accounts/invitation.h"
#include "notify/outbox.h"
#include "site/services.h"

/// The mails of accounts. Each says what happens when the reader does nothing.
namespace kringwerk::accounts {

/// "coach of Hub Leuven": the role of an invitation in the words of a language.
std::string role_words(const site::Services& services, Language language, const Invitation& invitation);

notify::Mail invitation_mail(const site::Services& services, const Invitation& invitation, const std::string& secret);

/// To whom a mail with a link goes, and what the link leads to.
struct LinkMail {
  std::string email;
  Language language = Language::nl;
  std::string secret;
};
notify::Mail register_mail(const site::Services& services, const LinkMail& mail);
/// Somebody wanted to make an account with an address that has one: leads to signing in.
notify::Mail registered_already_mail(const site::Services& services, const LinkMail& mail);
notify::Mail reset_mail(const site::Services& services, const LinkMail& mail);
/// Somebody wanted a new password for an address without account: leads to making one.
notify::Mail no_account_mail(const site::Services& services, const LinkMail& mail);

/// Something about the account changed ("password_changed", "second_factor_set", "recovery_used"): so that the person
/// sees what they did not do themselves.
notify::Mail notice_mail(const site::Services& services, const LinkMail& mail, std::string_view what);

}  // namespace kringwerk::accounts
