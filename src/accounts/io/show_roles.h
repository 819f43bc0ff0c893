#pragma once

#include <string>

#include "accounts/io/load_people.h"
#include "site/services.h"

namespace kringwerk::accounts {

std::string role_words(const site::Services& services, Language language, access::Role role);
/// "coach, Hub Leuven"; without the scope for the network.
std::string grant_words(const site::Services& services, Language language, const GrantRow& row);
/// "vanaf 1 januari 2026", "1 januari 2026 tot 30 juni 2026".
std::string period_words(const site::Services& services, Language language, const Period& period);
std::string person_path(access::PersonId person);

}  // namespace kringwerk::accounts
