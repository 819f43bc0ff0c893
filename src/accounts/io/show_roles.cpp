#include "accounts/io/show_roles.h"

#include "text/format.h"

namespace kringwerk::accounts {

std::string role_words(const site::Services& services, Language language, access::Role role) {
  return services.texts.get(language, "accounts.role." + std::string(access::key_of(role)));
}

std::string grant_words(const site::Services& services, Language language, const GrantRow& row) {
  std::string role = role_words(services, language, row.grant.role);
  if (row.scope_name.empty()) return role;
  return services.texts.format(language, "accounts.people.role_at", {{"role", role}, {"where", row.scope_name}});
}

std::string period_words(const site::Services& services, Language language, const Period& period) {
  if (!period.from) return services.texts.get(language, "accounts.people.on_acceptance");
  const std::string from = text::day(language, *period.from);
  if (!period.to) return services.texts.format(language, "accounts.people.from", {{"from", from}});
  return services.texts.format(language, "accounts.people.from_to",
                               {{"from", from}, {"to", text::day(language, *period.to)}});
}

std::string person_path(access::PersonId person) {
  return "/people/" + person.text();
}

}  // namespace kringwerk::accounts
