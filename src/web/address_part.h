#pragma once

#include <string_view>

namespace kringwerk::web {

/// Name of the ctemplate modifier that percent-encodes all but unreserved characters (RFC 3986, 2.3), "/" too: a value
/// after the beginning of an address stays one parameter or one step of the path. ctemplate's own url_query_escape
/// leaves "/", so that "/{{X}}" could become "//another.host".
inline constexpr std::string_view kAddressPart = "x-address-part";

/// Makes ctemplate know the modifier; once per process, from any thread.
void register_address_part();

}  // namespace kringwerk::web
