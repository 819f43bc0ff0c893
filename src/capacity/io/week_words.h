#pragma once

#include <string>

#include "network/week.h"
#include "site/services.h"

/// Weeks and months in words.
namespace kringwerk::capacity {

/// "week 10 van 2027 (vanaf 8 maart 2027)".
std::string week_words(const site::Services& services, Language language, Day monday);
/// "maart".
std::string month_name(const site::Services& services, Language language, std::chrono::month month);
/// "maart 2027".
std::string month_words(const site::Services& services, Language language, std::chrono::year_month month);

}  // namespace kringwerk::capacity
