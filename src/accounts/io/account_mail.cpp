#include "accounts/io/account_mail.h"

#include "site/page.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

std::string link(const site::Services& services, Language language, const std::string& path) {
  return services.public_url + site::address(language, path);
}

notify::Mail written(const site::Services& services, const LinkMail& to, std::string_view which,
                     const std::vector<Fact>& facts) {
  const std::string id = "accounts.mail." + std::string(which);
  return {to.email, services.texts.format(to.language, id + ".subject", facts),
          services.texts.format(to.language, id + ".body", facts) + "\n", ""};
}

}  // namespace

std::string role_words(const site::Services& services, Language language, const Invitation& invitation) {
  std::string role = services.texts.get(language, "accounts.role." + std::string(access::key_of(invitation.role)));
  if (invitation.scope_name.empty()) return role;
  return services.texts.format(language, "accounts.role_of", {{"role", role}, {"name", invitation.scope_name}});
}

notify::Mail invitation_mail(const site::Services& services, const Invitation& invitation, const std::string& secret) {
  const Language language = invitation.language;
  return written(services, {invitation.email, language, secret}, "invitation",
                 {{"name", invitation.name},
                  {"role", role_words(services, language, invitation)},
                  {"days", std::int64_t{kInvitationLasts.count()}},
                  {"link", link(services, language, "/invitations/" + secret)}});
}

notify::Mail register_mail(const site::Services& services, const LinkMail& mail) {
  return written(services, mail, "register", {{"link", link(services, mail.language, "/register/" + mail.secret)}});
}

notify::Mail registered_already_mail(const site::Services& services, const LinkMail& mail) {
  return written(services, mail, "registered_already",
                 {{"sign_in", link(services, mail.language, "/sign-in")},
                  {"forgotten", link(services, mail.language, "/password-reset")}});
}

notify::Mail reset_mail(const site::Services& services, const LinkMail& mail) {
  return written(services, mail, "reset", {{"link", link(services, mail.language, "/password-reset/" + mail.secret)}});
}

notify::Mail no_account_mail(const site::Services& services, const LinkMail& mail) {
  return written(services, mail, "no_account", {{"link", link(services, mail.language, "/register")}});
}

notify::Mail notice_mail(const site::Services& services, const LinkMail& mail, std::string_view what) {
  return written(services, mail, what, {{"forgotten", link(services, mail.language, "/password-reset")}});
}

}  // namespace kringwerk::accounts
