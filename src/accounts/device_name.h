#pragma once

#include <string>
#include <string_view>

namespace kringwerk::accounts {

/// The browser and system of a User-Agent header, "Firefox, Windows", for a person who looks for their own device in a
/// list. Empty when neither is known. Never decides anything.
std::string device_name(std::string_view user_agent);

}  // namespace kringwerk::accounts
