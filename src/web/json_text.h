#pragma once

#include <string>
#include <string_view>

namespace kringwerk::web {

/// `text` as a JSON string with its quotes. Control characters, DEL, the C1 controls and U+2028/2029 are escaped, bytes
/// that are not UTF-8 become U+FFFD: the result is one line in any terminal and always well-formed.
std::string json_string(std::string_view text);

}  // namespace kringwerk::web
