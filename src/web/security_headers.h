#pragma once

#include <string_view>

namespace kringwerk::web {

/// The headers of every answer, errors and files too, as finished lines. With https also HSTS of two years.
/// Source: OWASP ASVS 5.0.0 V3.4, MDN HTTP Observatory.
std::string_view security_header_lines(bool https);

}  // namespace kringwerk::web
