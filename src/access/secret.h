#pragma once

#include <string>
#include <string_view>

namespace kringwerk::access {

/// A secret of a link: 128 random bits as 26 characters of Crockford base32, made by the edge, shown once to its holder
/// and kept only as a hash. `looks_like_secret` is the cheap check before a look-up.
bool looks_like_secret(std::string_view text);

}  // namespace kringwerk::access
