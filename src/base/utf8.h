#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace kringwerk {

/// Byte offset of the first byte that is not well-formed UTF-8 (Unicode table 3-7: no overlong forms, no surrogates,
/// nothing above U+10FFFF); nullopt when all is well.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Code points in a well-formed text. Length limits of fields are in code points.
std::size_t utf8_length(std::string_view text);

}  // namespace kringwerk
