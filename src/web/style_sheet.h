#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace kringwerk::web {

/// Every url(…) of a style sheet with its address replaced by what `address` says for it; data:, http:, https: and "#…"
/// stay. Quotes and a "#fragment" or "?query" behind the name are kept. A url( without its ")" ends the rewriting.
std::string with_urls(std::string_view css, const std::function<std::string(std::string_view)>& address);

}  // namespace kringwerk::web
