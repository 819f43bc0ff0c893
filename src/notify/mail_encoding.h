#pragma once

#include <string>
#include <string_view>

namespace kringwerk::notify {

/// RFC 2045 §6.7: lines of at most 76 characters, every line break (\n or \r\n) as CRLF, the last line closed.
/// `text` is UTF-8; a character of several bytes may be cut by a soft break, as the RFC allows.
std::string quoted_printable(std::string_view text);

enum class HeaderPlace { subject, name };

/// Text for a header: as it is when plain ASCII, short and free of what a header could misread; otherwise encoded
/// words (RFC 2047, Q, UTF-8) of at most 75 characters that never cut a character, folded with CRLF and a space.
std::string header_words(std::string_view text, HeaderPlace place);

}  // namespace kringwerk::notify
